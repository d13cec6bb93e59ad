package io.grammage.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.ledger.testing.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that keeps a ledger, again and again, always on the same data directory. */
@Timeout(240)
class LedgerKillTest {
    private static final int KILLS = 10;
    private static final long SEED = 77;

    @Test
    void keepsEveryCallExactlyOnceWhateverIsKilledWhen(@TempDir Path data) throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        Set<String> opened = new HashSet<>();
        Set<String> acknowledged = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            try (ChildJvm victim = ChildJvm.start(LedgerVictim.class, data.toString(), "" + kill, "4")) {
                victim.awaitLine("A ");
                TimeUnit.MILLISECONDS.sleep(random.nextInt(10, 250));
                victim.kill();
                for (String line : victim.lines()) {
                    if (line.startsWith("O ")) {
                        opened.add(line.substring(2));
                    } else if (line.startsWith("A ")) {
                        acknowledged.add(line.substring(2));
                    }
                }
            }
        }
        try (ChildJvm last = ChildJvm.start(LedgerVictim.class, data.toString(), "" + KILLS, "0")) {
            last.awaitLine("closed");
            assertThat(last.exitCode()).isZero();
        }

        Map<String, String> outcomes = new LinkedHashMap<>();
        for (String line : Files.readAllLines(data.resolve("store.txt"))) {
            String[] parts = line.split(" ", 2);
            assertThat(outcomes.put(parts[0], parts[1]))
                    .as("%s twice", parts[0])
                    .isNull();
        }
        assertThat(acknowledged).as("seed %d", SEED).hasSizeGreaterThanOrEqualTo(KILLS);
        assertThat(outcomes.keySet())
                .as("every call that was open, seed %d", SEED)
                .containsAll(opened);
        assertThat(acknowledged)
                .as("acknowledged, seed %d", SEED)
                .allSatisfy(id -> assertThat(outcomes.get(id)).isNotEqualTo("interrupted"));
        assertThat(outcomes.values().stream().filter("interrupted"::equals).count())
                .as("at most the calls that were open at a kill")
                .isBetween(1L, 4L * KILLS);
        try (Stream<Path> segments = Files.list(data.resolve("journal"))) {
            assertThat(segments).as("two spares").hasSize(2);
        }
    }
}
