package io.grammage.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * What a right answer looks like.
 *
 * @param status the status it has
 * @param marker text that its body contains; empty for none
 * @param ending text that its body ends with, line ends aside; empty for none
 */
public record Expectation(int status, String marker, String ending) {
    /** An answer with a marker, however it ends. */
    public static Expectation of(int status, String marker) {
        return new Expectation(status, marker, "");
    }

    byte[] markerBytes() {
        return marker.getBytes(StandardCharsets.UTF_8);
    }

    byte[] endingBytes() {
        return ending.getBytes(StandardCharsets.UTF_8);
    }
}
