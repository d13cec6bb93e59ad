package io.grammage.gateway.api;

import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What a method and a path lead to. */
sealed interface RouteMatch {

    /**
     * A route takes the request.
     *
     * @param project the project that the path names, or null
     * @param values of the route's placeholders, by name
     */
    record Found(ApiRoute route, @Nullable String project, Map<String, String> values) implements RouteMatch {}

    /** The path is known, but takes other methods. */
    record WrongMethod(SortedSet<String> allowed) implements RouteMatch {}

    /** No route has that path. */
    record Unknown() implements RouteMatch {}
}
