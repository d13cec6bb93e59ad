package io.grammage.bench.harness;

import io.grammage.bench.load.LoadReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One contestant through a whole run, and all calls that it got, those that do not count for the figures included. Not
 * thread-safe.
 */
final class Course {
    private static final int LANE_WARM_SECONDS = 1;
    private static final double MEBIBYTE = 1 << 20;

    private final Contestant contestant;
    private final WarmUp warmUp;
    private final ProcessUse idle;
    private final Set<Lane> warmed = new HashSet<>();
    private long answered;
    private long failed;

    /** Of a contestant that got no call yet. */
    Course(Contestant contestant, WarmUp warmUp) throws IOException {
        this.contestant = contestant;
        this.warmUp = warmUp;
        this.idle = Referee.use(contestant.process());
    }

    Contestant contestant() {
        return contestant;
    }

    /** Makes one call of a lane, and tells what was wrong with its answer; nothing if it was right. */
    Optional<String> check(Lane lane) throws IOException {
        LoadReport report = count(new Referee(lane).once(contestant));
        return report.failed() == 0 ? Optional.empty() : Optional.of(report.firstFailure());
    }

    /** Makes ready for a lane: at length before the first of its kind, briefly before the others. */
    void warm(Lane lane) throws IOException, InterruptedException {
        Lane kind = lane.streams() ? Lane.STREAM_64 : Lane.JSON_64;
        if (warmed.add(kind)) {
            new Referee(kind)
                    .warm(contestant, warmUp.seconds(), warmUp.calls(lane))
                    .forEach(this::count);
        }
        new Referee(lane).warm(contestant, LANE_WARM_SECONDS, 0).forEach(this::count);
    }

    /** One turn on a lane. */
    Round round(Lane lane, Duration duration) throws IOException, InterruptedException {
        Round round = new Referee(lane).round(contestant, duration);
        count(round.load());
        return round;
    }

    /** Adds calls that somebody else made. */
    LoadReport count(LoadReport report) {
        answered += report.answered();
        failed += report.failed();
        return report;
    }

    /** What it has in memory; nothing where there is no process. */
    Optional<Memory> memory() throws IOException {
        if (contestant.process() == null) {
            return Optional.empty();
        }
        ProcessUse now = Referee.use(contestant.process());
        return Optional.of(new Memory(
                contestant.name(),
                idle.rssBytes() / MEBIBYTE,
                now.peakRssBytes() / MEBIBYTE,
                now.rssBytes() / MEBIBYTE));
    }

    /** What its ledger has of all its calls; nothing where it has none. */
    Optional<LedgerCount> ledger() throws IOException, InterruptedException {
        Path database = contestant.database();
        return database == null
                ? Optional.empty()
                : Optional.of(LedgerCount.await(contestant.name(), database, answered, failed));
    }
}
