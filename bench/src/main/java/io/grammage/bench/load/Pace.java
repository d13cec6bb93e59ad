package io.grammage.bench.load;

import java.time.Duration;

/** When calls begin. */
public sealed interface Pace {
    /** Each connection begins a call as soon as its last one was answered: measures capacity. */
    static Pace closed() {
        return new Closed();
    }

    /**
     * Calls begin at fixed moments whatever the server does, and their latency counts from those moments even if every
     * connection is still busy then: a stall is paid by all calls that it delays (no coordinated omission).
     *
     * @param callsPerSecond > 0
     */
    static Pace fixed(double callsPerSecond) {
        return new Fixed(callsPerSecond);
    }

    /** See {@link Pace#closed()}. */
    record Closed() implements Pace {}

    /** See {@link Pace#fixed(double)}. */
    record Fixed(double callsPerSecond) implements Pace {
        public Fixed {
            if (!(callsPerSecond > 0 && callsPerSecond <= 1e6)) {
                throw new IllegalArgumentException(
                        "calls per second: " + callsPerSecond + " (expected: > 0 and at most 1000000)");
            }
        }

        /** When the call of that index, counted from 0, is due: nanoseconds after the first. */
        long dueNanos(long index) {
            return (long) (index * (1e9 / callsPerSecond));
        }

        /** How many calls begin within a duration. */
        long calls(Duration duration) {
            return Math.max(1, Math.round(duration.toNanos() / 1e9 * callsPerSecond));
        }
    }
}
