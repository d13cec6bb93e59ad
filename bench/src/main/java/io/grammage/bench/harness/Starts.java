package io.grammage.bench.harness;

import io.grammage.bench.harness.ServerProcess.ServerPort;
import io.grammage.bench.load.LoadReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long it takes from the launcher's start, with nothing in the data directory, until a chat call is answered.
 *
 * @param name what was started
 * @param plain seconds without an ahead-of-time cache
 * @param prepared seconds with the one that the launcher makes
 */
record Starts(String name, Spread plain, Spread prepared) {
    private static final Map<String, String> WITHOUT_CACHE = Map.of("GRAMMAGE_AOT", "off");

    /** So many starts of either kind, in turns; nothing of none. */
    static Optional<Starts> measure(
            int times, GrammageServer grammage, Path launcher, Path directory, ServerPort upstream)
            throws IOException, InterruptedException {
        List<Double> plain = new ArrayList<>();
        List<Double> prepared = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            plain.add(measure(grammage, launcher, directory.resolve("plain-start-" + i), upstream, WITHOUT_CACHE));
            prepared.add(measure(grammage, launcher, directory.resolve("start-" + i), upstream, Map.of()));
        }
        return times == 0
                ? Optional.empty()
                : Optional.of(new Starts(
                        grammage.title(),
                        Spread.of(plain, Double::doubleValue),
                        Spread.of(prepared, Double::doubleValue)));
    }

    private static double measure(
            GrammageServer grammage,
            Path launcher,
            Path directory,
            ServerPort upstream,
            Map<String, String> environment)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Started started = grammage.start(launcher, directory, upstream, environment);
        try (ServerProcess _ = started.process()) {
            LoadReport first = new Referee(Lane.JSON_64).once(started.contestant());
            if (first.failed() > 0) {
                throw new IOException("the first call after a start failed: " + first.firstFailure());
            }
            return (System.nanoTime() - begin) / 1e9;
        }
    }
}
