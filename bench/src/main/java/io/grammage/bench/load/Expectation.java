package io.grammage.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * What a right answer looks like.
 *
 * @param status the status it has
 * @param marker text that its body contains; empty for none
 */
public record Expectation(int status, String marker) {
    byte[] markerBytes() {
        return marker.getBytes(StandardCharsets.UTF_8);
    }
}
