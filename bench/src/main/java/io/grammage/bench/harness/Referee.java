package io.grammage.bench.harness;

import io.grammage.bench.load.LoadGenerator;
import io.grammage.bench.load.LoadReport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets one contestant after the other have its turn on a lane, and looks at what it uses. Not thread-safe. */
final class Referee {
    private static final Duration ONCE = Duration.ofMillis(1);
    private static final int WARM_SLICES_MAX = 60;
    private static final long LOOK_MILLIS = 100;
    private static final int QUIET_LOOKS = 3;
    private static final int MOST_LOOKS = 100;
    /** One tick: what an idle Java machine may use while being looked at. */
    private static final double QUIET_CPU_SECONDS = 0.0101;

    private final Lane lane;

    Referee(Lane lane) {
        this.lane = lane;
    }

    /** One call. */
    LoadReport once(Contestant contestant) throws IOException {
        return LoadGenerator.run(contestant.plan(lane, ONCE).once());
    }

    /**
     * Sends calls that do not count: for so many seconds, and on until so many were answered, as a proxy that compiles
     * while it runs is not warm after any time on a busy machine.
     */
    List<LoadReport> warm(Contestant contestant, int seconds, long calls) throws IOException, InterruptedException {
        List<LoadReport> reports = new ArrayList<>();
        long missing = calls;
        for (int slice = 0; slice < seconds || (missing > 0 && slice < WARM_SLICES_MAX); slice++) {
            LoadReport report = LoadGenerator.run(contestant.plan(lane, Duration.ofSeconds(1)));
            reports.add(report);
            missing -= report.answered();
        }
        awaitQuiet(contestant.process());
        return reports;
    }

    /** One turn, from the first call until the proxy is quiet again. */
    Round round(Contestant contestant, Duration duration) throws IOException, InterruptedException {
        double foreignBefore = foreignCpuSeconds();
        ProcessUse before = use(contestant.process());
        long begin = System.nanoTime();
        LoadReport report = LoadGenerator.run(contestant.plan(lane, duration));
        awaitQuiet(contestant.process());
        double seconds = (System.nanoTime() - begin) / 1e9;
        ProcessUse after = use(contestant.process());
        double foreign = (foreignCpuSeconds() - foreignBefore) / seconds;
        return new Round(report, after.cpuSeconds() - before.cpuSeconds(), after.rssBytes(), Math.max(0, foreign));
    }

    /** What is left over from the calls, such as records on their way to the store, belongs to their cost. */
    private static void awaitQuiet(@Nullable ProcessHandle process) throws IOException, InterruptedException {
        double last = use(process).cpuSeconds();
        int quiet = 0;
        for (int look = 0; quiet < QUIET_LOOKS && look < MOST_LOOKS; look++) {
            Thread.sleep(LOOK_MILLIS);
            double now = use(process).cpuSeconds();
            quiet = now - last <= QUIET_CPU_SECONDS ? quiet + 1 : 0;
            last = now;
        }
    }

    /** What neither this program nor the servers that it started have used. */
    private static double foreignCpuSeconds() throws IOException {
        return MachineUse.cpuSeconds() - use(ProcessHandle.current()).cpuSeconds();
    }

    /** What a proxy has used until now; nothing where there is none. */
    static ProcessUse use(@Nullable ProcessHandle process) throws IOException {
        return process == null ? ProcessUse.NONE : ProcessUse.of(process);
    }
}
