package io.grammage.gateway.catalog;

import static io.grammage.gateway.kernel.Checks.inRange;

import java.time.Duration;

/**
 * When a provider that fails is left alone for a while.
 *
 * @param window how many of the last calls are looked at: 1 to 64
 * @param minimumCalls how many there must be before they mean anything: 1 to {@code window}
 * @param failurePercent the share of them that must have failed: 1 to 100
 * @param openFor how long no call goes there; then one tries
 */
public record CircuitBreaker(int window, int minimumCalls, int failurePercent, Duration openFor) {
    /** What applies where nothing is configured: half of the last 20, at least 5 calls, 10 s. */
    public static final CircuitBreaker DEFAULT = new CircuitBreaker(20, 5, 50, Duration.ofSeconds(10));

    public CircuitBreaker {
        inRange(window, 1, Long.SIZE, "window");
        inRange(minimumCalls, 1, window, "minimum calls");
        inRange(failurePercent, 1, 100, "failure percent");
        if (openFor.isNegative() || openFor.isZero()) {
            throw new IllegalArgumentException("open for: " + openFor + " (expected: more than zero)");
        }
    }
}
