package io.grammage.gateway.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grammage.gateway.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Breaks the examples at random: whatever the text, it is a configuration or it is refused, and nothing else happens.
 * {@code -Dgrammage.fuzz.rounds=100000} for longer. */
class ConfigurationFuzzTest {
    private static final long ROUNDS = Long.getLong("grammage.fuzz.rounds", 1_500);
    private static final List<String> PIECES = List.of(
            "\n",
            "  ",
            "- ",
            ": ",
            "{",
            "}",
            "[",
            "]",
            "\"",
            "'",
            "#",
            "&a ",
            "*a",
            "!!str ",
            "!x ",
            "|",
            ">",
            "%YAML 9.9\n",
            "---\n",
            "...\n",
            "? ",
            "${",
            "${X}",
            "${X:-",
            "}",
            "$${",
            "\t",
            "\u0000",
            "\uFEFF",
            "\u2028",
            "\uD83D",
            "\\x",
            "~",
            "null",
            "-1",
            "1e999",
            ".nan",
            "0x1F",
            "8..",
            "..",
            "é",
            "<<: *a",
            "\\u12",
            "a".repeat(200),
            "9".repeat(40));

    private final ConfigurationLoader loader =
            new ConfigurationLoader(name -> "a: [b", settings -> ConfigurationText.SIMULATOR);

    @Test
    void aBrokenTextIsRefusedAndNothingElse() throws IOException {
        List<byte[]> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("..", "docs", "examples"))) {
            for (Path file : files.sorted().toList()) {
                texts.add(Files.readAllBytes(file));
            }
        }
        for (long seed = 0; seed < ROUNDS; seed++) {
            byte[] broken = broken(texts, new Random(seed));
            try {
                loader.read("fuzz.yml", broken, new SecretFiles(Path.of("none")));
            } catch (ConfigException e) {
                if (e.errors().isEmpty()) {
                    throw new AssertionError("seed " + seed + ": refused without a reason", e);
                }
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ":\n" + new String(broken, UTF_8), e);
            }
        }
    }

    private static byte[] broken(List<byte[]> texts, Random random) {
        byte[] bytes = texts.get(random.nextInt(texts.size()));
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            int from = random.nextInt(bytes.length + 1);
            int to = random.nextBoolean() ? from : Math.min(bytes.length, from + random.nextInt(40));
            byte[] piece = random.nextInt(8) == 0
                    ? new byte[] {(byte) random.nextInt()}
                    : PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8);
            byte[] next = new byte[bytes.length - (to - from) + piece.length];
            System.arraycopy(bytes, 0, next, 0, from);
            System.arraycopy(piece, 0, next, from, piece.length);
            System.arraycopy(bytes, to, next, from + piece.length, bytes.length - to);
            bytes = next;
        }
        return bytes;
    }
}
