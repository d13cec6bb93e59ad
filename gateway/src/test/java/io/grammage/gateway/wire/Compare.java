package io.grammage.gateway.wire;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Comparing in loops of many thousand turns, where building an assertion each time would take most of the time. */
final class Compare {
    private Compare() {}

    static void same(@Nullable Object actual, @Nullable Object expected) {
        if (!Objects.equals(actual, expected)) {
            throw new AssertionError("got " + actual + " (expected: " + expected + ")");
        }
    }
}
