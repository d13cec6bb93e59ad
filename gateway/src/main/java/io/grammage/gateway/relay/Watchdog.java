package io.grammage.gateway.relay;

import io.grammage.gateway.catalog.Timeouts;
import io.grammage.gateway.kernel.Clock;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Ends an attempt that takes too long: until the first byte, between two pieces, or in all. One timer, set anew when it
 * rings early, so that a piece that arrives costs no more than reading the clock. Confined to an event loop.
 */
final class Watchdog {
    private static final long NO_TIMER = -1;

    /** Which bound was reached. */
    enum Bound {
        FIRST_BYTE("first_byte_timeout"),
        IDLE("idle_timeout"),
        TOTAL("total_timeout");

        private final String failure;

        Bound(String failure) {
            this.failure = failure;
        }

        /** The word for it in an attempt's record. */
        String failure() {
            return failure;
        }
    }

    /** Told once which bound was reached. */
    interface Alarm {
        void ring(Bound bound);
    }

    private final Vertx vertx;
    private final Clock clock;
    private final Timeouts timeouts;
    private final Alarm alarm;
    private final long startNanos;
    private long lastNanos;
    private boolean answering;
    private boolean held;
    private long timer = NO_TIMER;

    /** Starts to watch an attempt that starts now. */
    Watchdog(Vertx vertx, Clock clock, Timeouts timeouts, Alarm alarm) {
        this.vertx = vertx;
        this.clock = clock;
        this.timeouts = timeouts;
        this.alarm = alarm;
        startNanos = clock.nanos();
        lastNanos = startNanos;
        watch(startNanos);
    }

    /** A piece of the answer arrived. */
    void alive() {
        answering = true;
        held = false;
        lastNanos = clock.nanos();
    }

    /** Nothing is read until the caller has caught up: a gap from here until {@link #alive} is not the provider's. */
    void hold() {
        held = true;
    }

    /** Whether the provider is not read from. */
    boolean isHeld() {
        return held;
    }

    /** The attempt is over. */
    void stop() {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
    }

    private void watch(long nowNanos) {
        long left = Math.min(leftOf(timeouts.total(), startNanos, nowNanos), leftOfWaiting(nowNanos));
        // The answer may begin right after this look, and then it is the gaps that count.
        left = Math.min(left, timeouts.idle().toNanos());
        timer = vertx.setTimer(Math.max(1, Math.ceilDiv(left, 1_000_000)), id -> look());
    }

    private void look() {
        timer = NO_TIMER;
        long now = clock.nanos();
        if (leftOf(timeouts.total(), startNanos, now) <= 0) {
            alarm.ring(Bound.TOTAL);
        } else if (leftOfWaiting(now) <= 0) {
            alarm.ring(answering ? Bound.IDLE : Bound.FIRST_BYTE);
        } else {
            watch(now);
        }
    }

    private long leftOfWaiting(long nowNanos) {
        if (held) {
            return Long.MAX_VALUE;
        }
        // Until the first byte the wait may be long; once the answer flows it is the gaps that count.
        return leftOf(answering ? timeouts.idle() : timeouts.firstByte(), lastNanos, nowNanos);
    }

    private static long leftOf(Duration bound, long sinceNanos, long nowNanos) {
        return bound.toNanos() - (nowNanos - sinceNanos);
    }
}
