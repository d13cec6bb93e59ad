package io.grammage.bench.harness;

import io.grammage.bench.load.LoadGenerator;
import io.grammage.bench.load.LoadReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * Grammage for a long time at a fixed rate, half of the calls streams. Ends with 1 if a call failed, or is not in the
 * ledger exactly once.
 */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description = "Runs Grammage for long at part of what it can do, and tells how memory and latency move.")
public final class SoakCommand implements Callable<Integer> {
    private static final Duration CAPACITY_TURN = Duration.ofSeconds(5);
    private static final double MEBIBYTE = 1 << 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RunOptions run = new RunOptions();

    @Option(
            names = "--duration",
            defaultValue = "30m",
            converter = ShortDuration.class,
            description = "how long, such as 90s, 30m or 2h (default: 30m)")
    private Duration duration = Duration.ZERO;

    @Option(
            names = "--share",
            defaultValue = "0.7",
            description = "part of what it can do that is asked of it (default: 0.7)")
    private double share;

    @Option(
            names = "--minute",
            defaultValue = "1m",
            converter = ShortDuration.class,
            description = "length of what is told apart (default: 1m)")
    private Duration minute = Duration.ZERO;

    public static void main(String[] arguments) {
        System.exit(RunOptions.execute(new SoakCommand(), arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (LineUp lineUp = LineUp.start(run, List.of(GrammageServer.BEFORE_RESPONSE.title()));
                ExecutorService generators = Executors.newFixedThreadPool(2)) {
            Course course = lineUp.courses().getFirst();
            tell(MachineUse.description());
            double rate = rateOfEach(course);
            tell(String.format(Locale.ROOT, "%.0f calls/s of JSON and as many streams/s", rate));
            SoakReport report = new SoakReport(soak(course, rate, generators));
            tell(report.text());
            LedgerCount ledger = course.ledger().orElseThrow();
            tell(ledger.text());
            return ledger.isSound() && report.failed() == 0 ? 0 : 1;
        }
    }

    /** The rate at which equally many calls of both kinds take the share of the time, by what each takes alone. */
    private double rateOfEach(Course course) throws IOException, InterruptedException {
        course.warm(Lane.JSON_64);
        course.warm(Lane.STREAM_64);
        double json = course.round(Lane.JSON_64, CAPACITY_TURN).load().callsPerSecond();
        double stream = course.round(Lane.STREAM_64, CAPACITY_TURN).load().callsPerSecond();
        tell(String.format(Locale.ROOT, "without pauses: %.0f calls/s of JSON or %.0f streams/s", json, stream));
        return share / (1 / json + 1 / stream);
    }

    private List<Minute> soak(Course course, double rate, ExecutorService generators)
            throws IOException, InterruptedException {
        List<Minute> minutes = new ArrayList<>();
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < duration.toNanos()) {
            Future<LoadReport> json = generators.submit(() -> load(course, Lane.JSON_64.at(rate)));
            Future<LoadReport> stream = generators.submit(() -> load(course, Lane.STREAM_64.at(rate)));
            Minute last = minute(course, begin, course.count(result(json)), course.count(result(stream)));
            minutes.add(last);
            tell(last.text());
        }
        return minutes;
    }

    private LoadReport load(Course course, Lane lane) throws IOException {
        return LoadGenerator.run(course.contestant().plan(lane, minute));
    }

    private static Minute minute(Course course, long begin, LoadReport json, LoadReport stream) throws IOException {
        return new Minute(
                (System.nanoTime() - begin) / 60e9,
                Referee.use(course.contestant().process()).rssBytes() / MEBIBYTE,
                json.latencies(),
                stream.latencies(),
                json.failed() + stream.failed());
    }

    private static LoadReport result(Future<LoadReport> load) throws IOException, InterruptedException {
        try {
            return load.get();
        } catch (ExecutionException e) {
            throw new IOException("a load generator failed: " + e.getCause(), e);
        }
    }

    private void tell(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    /** Reads durations such as {@code 30m}. */
    static final class ShortDuration implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return Duration.parse("PT" + text);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("'" + text + "' (expected: such as 90s, 30m or 2h)");
            }
        }
    }
}
