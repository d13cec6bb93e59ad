package io.grammage.gateway.simulator;

/**
 * When tokens are due: the first after a delay, the others on a fixed schedule, so that late ones do not move the rest.
 *
 * @param firstNanos nanoseconds from the request to the first token
 * @param stepNanos nanoseconds from one token of a choice to its next
 */
record Pace(long firstNanos, double stepNanos) {

    static Pace of(Knobs knobs) {
        double perSecond = knobs.decimal(Knob.TOKENS_PER_SECOND, 0);
        return new Pace(knobs.number(Knob.TTFT_MS, 0) * 1_000_000, perSecond <= 0 ? 0 : 1e9 / perSecond);
    }

    /** When the token of that step is due, in nanoseconds after the request; steps count from 0. */
    long dueNanos(int step) {
        return firstNanos + (long) (step * stepNanos);
    }
}
