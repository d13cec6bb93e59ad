package io.grammage.bench.load;

import java.time.Duration;

/** Hands out the moments at which calls begin, in nanoseconds of {@link System#nanoTime()}. Not thread-safe. */
abstract class Schedule {
    /** No call is due. */
    static final long NONE = Long.MIN_VALUE;

    static Schedule of(Pace pace, long begin, Duration duration) {
        return switch (pace) {
            case Pace.Closed closed -> new Closed(begin + duration.toNanos());
            case Pace.Fixed fixed -> new Fixed(fixed, begin, fixed.calls(duration));
        };
    }

    /** The moment that a call which is due counts from, or {@link #NONE}. Each moment is handed out once. */
    abstract long take(long now);

    /** Whether no call will ever be due again. */
    abstract boolean isOver(long now);

    /** How many calls were due until now and were not taken. */
    abstract long missed();

    private static final class Closed extends Schedule {
        private final long end;

        Closed(long end) {
            this.end = end;
        }

        @Override
        long take(long now) {
            return isOver(now) ? NONE : now;
        }

        @Override
        boolean isOver(long now) {
            return now - end >= 0;
        }

        @Override
        long missed() {
            return 0;
        }
    }

    private static final class Fixed extends Schedule {
        private final Pace.Fixed pace;
        private final long begin;
        private final long calls;
        private long taken;

        Fixed(Pace.Fixed pace, long begin, long calls) {
            this.pace = pace;
            this.begin = begin;
            this.calls = calls;
        }

        @Override
        long take(long now) {
            if (taken == calls) {
                return NONE;
            }
            long due = begin + pace.dueNanos(taken);
            if (due - now > 0) {
                return NONE;
            }
            taken++;
            return due;
        }

        @Override
        boolean isOver(long now) {
            return taken == calls;
        }

        @Override
        long missed() {
            return calls - taken;
        }
    }
}
