package io.grammage.gateway.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The table of all routes. Immutable. */
public final class ApiRoutes {
    private static final String VERSION = "/v1/";

    private final List<ApiRoute> routes;

    /** A table in which the first route that fits takes the request. */
    public ApiRoutes(List<ApiRoute> routes) {
        this.routes = List.copyOf(routes);
    }

    /** All routes in order. */
    public List<ApiRoute> all() {
        return routes;
    }

    /** Finds the route of a path as it stands in the URL, still percent-encoded. */
    RouteMatch match(String method, String path) {
        int version = path.indexOf(VERSION);
        boolean inProject = version > 0 && path.indexOf('/', 1) == version;
        String rest = inProject ? path.substring(version) : path;
        String project = inProject ? UrlText.decodedPath(path.substring(1, version)) : null;
        SortedSet<String> allowed = new TreeSet<>();
        for (ApiRoute route : routes) {
            Map<String, String> values = values(route.path(), rest);
            if (values == null) {
                continue;
            }
            if (takes(route, method)) {
                return new RouteMatch.Found(route, project, values);
            }
            allowed.add(route.method());
            if (route.method().equals("GET")) {
                allowed.add("HEAD");
            }
        }
        return allowed.isEmpty() ? new RouteMatch.Unknown() : new RouteMatch.WrongMethod(allowed);
    }

    private static boolean takes(ApiRoute route, String method) {
        return route.method().equals(method)
                || (method.equals("HEAD") && route.method().equals("GET"));
    }

    /** The values of the placeholders where the path fits the template, else null. */
    private static @Nullable Map<String, String> values(String template, String path) {
        Map<String, String> values = new LinkedHashMap<>();
        int at = 0;
        int in = 0;
        while (in < template.length()) {
            if (template.charAt(in) == '{') {
                int close = template.indexOf('}', in);
                String name = template.substring(in + 1, close);
                boolean tail = name.endsWith("...");
                int end = tail ? path.length() : segmentEnd(path, at);
                if (end == at) {
                    return null;
                }
                values.put(
                        tail ? name.substring(0, name.length() - 3) : name,
                        UrlText.decodedPath(path.substring(at, end)));
                at = end;
                in = close + 1;
            } else if (at < path.length() && path.charAt(at) == template.charAt(in)) {
                at++;
                in++;
            } else {
                return null;
            }
        }
        return at == path.length() ? values : null;
    }

    private static int segmentEnd(String path, int from) {
        int slash = path.indexOf('/', from);
        return slash < 0 ? path.length() : slash;
    }
}
