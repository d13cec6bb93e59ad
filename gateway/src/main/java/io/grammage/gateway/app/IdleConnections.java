package io.grammage.gateway.app;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.Clock;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that ask nothing: on which no request is answered, and the head of none becomes complete, for longer
 * than a bound. Confined to an event loop.
 *
 * <p>The idle timeout of the server itself would not do. It counts silence: it would cut a call whose provider thinks for
 * long, while a head of which a byte comes now and then could go on for ever. So the connections are looked at once a
 * second, which is as exact as this needs to be and costs a call next to nothing.
 */
final class IdleConnections {
    private static final long LOOK_MILLIS = 1_000;

    private final Clock clock;
    private final Duration bound;
    private final Map<HttpConnection, Visit> visits = new HashMap<>();

    /** What is known of a connection. */
    private static final class Visit {
        private @Nullable HttpServerRequest request;
        private long idleSinceNanos;

        Visit(long nowNanos) {
            idleSinceNanos = nowNanos;
        }

        /** For how long nothing was going on. */
        long idleNanos(long nowNanos) {
            if (request != null && !request.response().ended()) {
                idleSinceNanos = nowNanos;
            } else {
                request = null;
            }
            return nowNanos - idleSinceNanos;
        }
    }

    IdleConnections(Clock clock, Duration bound) {
        this.clock = requireNonNull(clock, "clock");
        this.bound = requireNonNull(bound, "bound");
    }

    /** Begins to look. Must be called on the event loop. */
    void watch(Vertx vertx) {
        vertx.setPeriodic(LOOK_MILLIS, timer -> look());
    }

    /** A caller has connected. */
    void opened(HttpConnection connection) {
        visits.put(connection, new Visit(clock.nanos()));
        connection.closeHandler(closed -> visits.remove(connection));
    }

    /** The head of a request is complete. */
    void began(HttpServerRequest request) {
        Visit visit = visits.get(request.connection());
        if (visit != null) {
            visit.request = request;
            visit.idleSinceNanos = clock.nanos();
        }
    }

    private void look() {
        long now = clock.nanos();
        List<HttpConnection> overdue = new ArrayList<>();
        visits.forEach((connection, visit) -> {
            if (visit.idleNanos(now) >= bound.toNanos()) {
                overdue.add(connection);
            }
        });
        // Closing may call back at once and change the map.
        overdue.forEach(HttpConnection::close);
    }
}
