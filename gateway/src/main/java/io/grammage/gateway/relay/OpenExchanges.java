package io.grammage.gateway.relay;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The calls on their way on one event loop, so that none is left behind when it stops. Confined to it. */
public final class OpenExchanges {
    private final Set<Exchange> open = new LinkedHashSet<>();
    private @Nullable Promise<Void> drained;

    void add(Exchange exchange) {
        open.add(exchange);
    }

    void remove(Exchange exchange) {
        open.remove(exchange);
        completeWhenEmpty();
    }

    /** Whether no new call may start. */
    boolean isStopping() {
        return drained != null;
    }

    /** Lets calls come to their end, and ends those that have not within this time. Succeeds when all are settled. */
    public Future<Void> stop(Vertx vertx, Duration patience) {
        Promise<Void> promise = Promise.promise();
        drained = promise;
        long timer = vertx.setTimer(
                Math.max(1, patience.toMillis()), id -> List.copyOf(open).forEach(Exchange::interrupt));
        completeWhenEmpty();
        return promise.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private void completeWhenEmpty() {
        if (drained != null && open.isEmpty()) {
            drained.tryComplete();
        }
    }
}
