package io.grammage.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code bench/jmh} found the last time, from the file that it writes. */
record JmhResults(List<Score> scores) {
    JmhResults {
        scores = List.copyOf(scores);
    }

    /** The file's scores; none if there is no file. */
    static JmhResults read(@Nullable Path file) throws IOException {
        if (file == null || !Files.exists(file)) {
            return new JmhResults(List.of());
        }
        try {
            JsonNode results = JsonMapper.shared().readTree(Files.readString(file));
            return new JmhResults(StreamSupport.stream(results.spliterator(), false)
                    .map(result -> new Score(
                            result.path("benchmark").asString(),
                            result.path("primaryMetric").path("score").asDouble(),
                            result.path("secondaryMetrics")
                                    .path("gc.alloc.rate.norm")
                                    .path("score")
                                    .asDouble()))
                    .toList());
        } catch (JacksonException e) {
            throw new IOException(file.getFileName() + ": not what JMH writes", e);
        }
    }

    /** Lowest and highest score of the benchmarks whose name contains a text, with their unit; nothing if there is none. */
    Optional<String> range(String name, String unit) {
        List<Double> found = scores.stream()
                .filter(score -> score.benchmark().contains(name))
                .map(Score::value)
                .sorted()
                .toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(found.stream()
                .filter(value -> value.equals(found.getFirst()) || value.equals(found.getLast()))
                .map(value -> String.format(Locale.ROOT, value < 1000 ? "%.1f" : "%,.0f", value))
                .distinct()
                .collect(Collectors.joining("-", "", unit)));
    }

    /** The most that an operation of these benchmarks allocates, in bytes; nothing if there is none. */
    Optional<Double> allocatedBytes(String name) {
        return scores.stream()
                .filter(score -> score.benchmark().contains(name))
                .map(Score::allocatedBytes)
                .max(Double::compare);
    }

    /**
     * One benchmark with one choice of parameters.
     *
     * @param benchmark class and method
     * @param value in the unit of the benchmark
     * @param allocatedBytes by an operation
     */
    record Score(String benchmark, double value, double allocatedBytes) {}
}
