package io.grammage.gateway.relay;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** The inference endpoints on one event loop: the door of the data plane. */
public final class InferenceHandler {
    private final RelayServices services;
    private final RelayLoop loop;
    private final Arrivals arrivals;

    public InferenceHandler(RelayServices services, RelayLoop loop) {
        this.services = requireNonNull(services, "services");
        this.loop = requireNonNull(loop, "loop");
        arrivals =
                new Arrivals(loop.vertx(), services.clock(), services.settings().requestTimeout());
    }

    /** Takes no new calls, lets those on their way end, and ends the rest after this time; succeeds when all are settled. */
    public Future<Void> stop(Duration patience) {
        return loop.exchanges().stop(loop.vertx(), patience);
    }

    /** Takes the request if its path is one of inference; otherwise leaves it alone and says false. */
    public boolean handle(HttpServerRequest request) {
        String requested = request.path();
        InferencePath path = requested == null ? null : InferencePath.parse(requested);
        if (path == null) {
            return false;
        }
        new Intake(services, loop, arrivals, request, path.endpoint()).begin(path.project());
        return true;
    }
}
