package io.grammage.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Prompts are counted by their bytes, so the length has to be that of the encoding, to the byte. */
class Utf8Test {
    private static final int[] ALPHABET = {
        'a', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xffff, 0x10000, 0x10ffff
    };

    @Test
    void countsWhatEncodingWouldGive() {
        long seed = 20_261_121L;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(8); i > 0; i--) {
                text.appendCodePoint(ALPHABET[random.nextInt(ALPHABET.length)]);
            }
            assertThat(Utf8.length(text.toString()))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(text.toString().getBytes(StandardCharsets.UTF_8).length);
        }
    }
}
