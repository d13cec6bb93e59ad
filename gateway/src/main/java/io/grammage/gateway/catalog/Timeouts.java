package io.grammage.gateway.catalog;

import java.time.Duration;

/**
 * Bounds on the time a provider may take. Each is positive.
 *
 * @param connect to set up a connection
 * @param firstByte from the request sent to the head of the answer
 * @param idle between two pieces of an answer
 * @param total of an attempt as a whole
 */
public record Timeouts(Duration connect, Duration firstByte, Duration idle, Duration total) {
    /** What applies where nothing is configured: 5 s, 300 s, 60 s and 600 s. */
    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(5), Duration.ofSeconds(300), Duration.ofSeconds(60), Duration.ofSeconds(600));

    public Timeouts {
        checkPositive(connect, "connect timeout");
        checkPositive(firstByte, "first byte timeout");
        checkPositive(idle, "idle timeout");
        checkPositive(total, "total timeout");
    }

    private static void checkPositive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: more than zero)");
        }
    }
}
