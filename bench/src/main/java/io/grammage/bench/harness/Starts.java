package io.grammage.bench.harness;

import io.grammage.bench.harness.ServerProcess.ServerPort;
import io.grammage.bench.load.LoadReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Times how long it takes from the launcher's start, with nothing in the data directory, until a chat call is answered. */
final class Starts {
    private Starts() {}

    /** So many starts, one after the other, in seconds each; nothing of none. */
    static Optional<Spread> measure(int times, Path launcher, Path directory, ServerPort upstream)
            throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            seconds.add(measure(launcher, directory.resolve("start-" + i), upstream));
        }
        return seconds.isEmpty() ? Optional.empty() : Optional.of(Spread.of(seconds, Double::doubleValue));
    }

    private static double measure(Path launcher, Path directory, ServerPort upstream)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Started started = GrammageServer.BEFORE_RESPONSE.start(launcher, directory, upstream);
        try (ServerProcess _ = started.process()) {
            LoadReport first = new Referee(Lane.JSON_64).once(started.contestant());
            if (first.failed() > 0) {
                throw new IOException("the first call after a start failed: " + first.firstFailure());
            }
            return (System.nanoTime() - begin) / 1e9;
        }
    }
}
