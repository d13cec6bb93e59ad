package io.grammage.gateway.relay;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.Clock;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The requests of an event loop that are still arriving, each for a bounded time. Most are whole within a turn of the
 * loop, so none has a timer of its own: one for all of them rings when the oldest is due. Confined to an event loop.
 */
final class Arrivals {
    private final Vertx vertx;
    private final Clock clock;
    private final Duration bound;
    /** Since when, in the order in which they began, which is the order in which they are due. */
    private final SequencedMap<Arrival, Long> begun = new LinkedHashMap<>();

    private boolean ticking;

    /** A request on its way to the gateway. */
    interface Arrival {
        /** Time is up. Told once, and never after {@link Arrivals#end}. */
        void late();
    }

    Arrivals(Vertx vertx, Clock clock, Duration bound) {
        this.vertx = requireNonNull(vertx, "vertx");
        this.clock = requireNonNull(clock, "clock");
        this.bound = requireNonNull(bound, "bound");
    }

    /** How long a request may take from its head to its last byte. */
    Duration bound() {
        return bound;
    }

    /** The head of a request is here. */
    void begin(Arrival arrival) {
        begun.put(arrival, clock.nanos());
        if (!ticking) {
            tick(bound.toNanos());
        }
    }

    /** Nothing more of the request is waited for. May be called again. */
    void end(Arrival arrival) {
        begun.remove(arrival);
    }

    private void tick(long nanos) {
        ticking = true;
        vertx.setTimer(Math.max(1, Math.ceilDiv(nanos, 1_000_000)), timer -> look());
    }

    private void look() {
        ticking = false;
        while (!begun.isEmpty()) {
            Map.Entry<Arrival, Long> oldest = begun.firstEntry();
            long left = bound.toNanos() - (clock.nanos() - oldest.getValue());
            if (left > 0) {
                tick(left);
                return;
            }
            begun.pollFirstEntry();
            oldest.getKey().late();
        }
    }
}
