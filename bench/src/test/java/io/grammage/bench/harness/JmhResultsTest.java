package io.grammage.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhResultsTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void readsWhatJmhWrites() throws IOException {
        Path file = Files.writeString(directory.resolve("jmh.json"), """
                [{"benchmark": "a.JournalBenchmark.groupOf32", "primaryMetric": {"score": 76036.07},
                  "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 367.2}}},
                 {"benchmark": "a.DrainBenchmark.batchOf1000", "primaryMetric": {"score": 11927.5}},
                 {"benchmark": "a.DrainBenchmark.batchOf4000", "primaryMetric": {"score": 18945.0}}]
                """);
        JmhResults results = JmhResults.read(file);
        assertThat(results.range("JournalBenchmark.groupOf32", " records/s")).contains("76,036 records/s");
        assertThat(results.range("DrainBenchmark", " records/s")).contains("11,928-18,945 records/s");
        assertThat(results.range("ImpactsBenchmark", " ns")).isEmpty();
        assertThat(results.allocatedBytes("JournalBenchmark")).contains(367.2);
    }

    @Test
    void knowsNothingWithoutTheFile() throws IOException {
        assertThat(JmhResults.read(directory.resolve("absent.json"))).isEqualTo(JmhResults.read(null));
    }

    @Test
    void refusesAnotherFile() throws IOException {
        Path file = Files.writeString(directory.resolve("jmh.json"), "Benchmark  Mode");
        assertThatIOException().isThrownBy(() -> JmhResults.read(file)).withMessageContaining("jmh.json");
    }
}
