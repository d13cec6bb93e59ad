package io.grammage.gateway.catalog;

import static io.grammage.gateway.kernel.Checks.inRange;
import static io.grammage.gateway.kernel.Checks.notBlank;

import java.time.Duration;

/**
 * How a provider is asked, without a call, whether it is well.
 *
 * @param path of the GET request, from the root of the server; an answer below 400 is a good one
 * @param interval between two checks
 * @param timeout of one check
 * @param failures how many must fail in a row before the provider counts as down: 1 to 100
 */
public record HealthCheck(String path, Duration interval, Duration timeout, int failures) {
    public HealthCheck {
        notBlank(path, 2_000, "path");
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path: " + path + " (expected: one that begins with /)");
        }
        checkPositive(interval, "interval");
        checkPositive(timeout, "timeout");
        inRange(failures, 1, 100, "failures");
    }

    private static void checkPositive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: more than zero)");
        }
    }
}
