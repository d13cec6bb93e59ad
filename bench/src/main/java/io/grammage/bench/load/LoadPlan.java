package io.grammage.bench.load;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * What to send, where, and when.
 *
 * @param target a server on this machine
 * @param request the bytes of one request, head and body; not changed while the plan is in use
 * @param expectation what every answer must look like
 * @param connections connections kept open, 1 to 10,000; each has at most one call on its way
 * @param pace when calls begin
 * @param duration how long calls begin; the last answers are waited for
 */
@SuppressWarnings(
        "ArrayRecordComponent") // Shared on purpose: a request may have 10 MB, and records of plans are not compared.
public record LoadPlan(
        InetSocketAddress target,
        byte[] request,
        Expectation expectation,
        int connections,
        Pace pace,
        Duration duration) {
    public LoadPlan {
        if (target.isUnresolved() || !target.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("target: " + target + " (expected: an address of this machine)");
        }
        if (connections < 1 || connections > 10_000) {
            throw new IllegalArgumentException("connections: " + connections + " (expected: 1 to 10000)");
        }
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("duration: " + duration + " (expected: > 0)");
        }
    }

    /** A single call, at once. */
    public LoadPlan once() {
        return new LoadPlan(target, request, expectation, 1, Pace.fixed(1), Duration.ofMillis(1));
    }

    /** The same for another time. */
    public LoadPlan lasting(Duration other) {
        return new LoadPlan(target, request, expectation, connections, pace, other);
    }
}
