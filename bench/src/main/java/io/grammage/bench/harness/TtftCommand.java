package io.grammage.bench.harness;

import io.grammage.bench.harness.ServerProcess.ServerPort;
import io.grammage.bench.load.StreamLoad;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Time to the first event of streams that are paced at 20 ms an event, directly and through Grammage, in turns. */
@Command(
        name = "ttft",
        mixinStandardHelpOptions = true,
        description = "Measures when the first event of a stream comes, directly and through Grammage.")
public final class TtftCommand implements Callable<Integer> {
    private static final int TOKENS_PER_SECOND = 50;
    private static final int TOKENS = 20;
    private static final double NANOS_PER_MICRO = 1_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RunOptions run = new RunOptions();

    @Option(
            names = "--streams",
            split = ",",
            defaultValue = "1,200",
            description = "streams at a time (default: 1,200)")
    private List<Integer> streams = List.of();

    @Option(names = "--seconds", defaultValue = "5", description = "length of a round (default: 5)")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "15", description = "seconds before (default: 15)")
    private int warmUp;

    public static void main(String[] arguments) {
        System.exit(RunOptions.execute(new TtftCommand(), arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path directory = WorkDirectory.empty(run.work());
        ServerPort upstream = ServerPort.free(Duration.ofMinutes(1));
        List<String> simulate = List.of(
                run.launcher().toString(),
                "simulate",
                "--port",
                Integer.toString(upstream.number()),
                "--tokens-per-second",
                Integer.toString(TOKENS_PER_SECOND));
        try (ServerProcess simulator =
                ServerProcess.start("simulator", simulate, Map.of(), directory.resolve("simulator.log"), upstream)) {
            GrammageServer.Running grammage =
                    GrammageServer.start(run.launcher(), directory, run.durability(), GrammageServer.port(), upstream);
            try {
                measure(Contestant.plain("direct", upstream, simulator.handle()), grammage.contestant());
            } finally {
                grammage.process().close();
            }
        }
        return 0;
    }

    private void measure(Contestant direct, Contestant grammage) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(MachineUse.description());
        out.println("first event of streams of " + TOKENS + " tokens, 20 ms each, durability " + run.durability() + ", "
                + run.rounds() + " rounds of " + seconds + " s in turns");
        int most = streams.stream().mapToInt(Integer::intValue).max().orElse(1);
        stream(direct, most, Duration.ofSeconds(warmUp));
        stream(grammage, most, Duration.ofSeconds(warmUp));
        for (int concurrent : streams) {
            Histogram directly = new Histogram(3);
            Histogram through = new Histogram(3);
            for (int round = 0; round < run.rounds(); round++) {
                directly.add(stream(direct, concurrent, Duration.ofSeconds(seconds)));
                through.add(stream(grammage, concurrent, Duration.ofSeconds(seconds)));
            }
            out.println(line(concurrent, "direct", directly));
            out.println(line(concurrent, "grammage", through));
            out.flush();
        }
    }

    private static String line(int concurrent, String name, Histogram nanos) {
        return String.format(
                Locale.ROOT,
                "%4d streams %-9s %6d calls, p50 %9.0f us, p99 %9.0f us, max %9.0f us",
                concurrent,
                name,
                nanos.getTotalCount(),
                nanos.getValueAtPercentile(50) / NANOS_PER_MICRO,
                nanos.getValueAtPercentile(99) / NANOS_PER_MICRO,
                nanos.getMaxValue() / NANOS_PER_MICRO);
    }

    private static Histogram stream(Contestant contestant, int streams, Duration duration)
            throws IOException, InterruptedException {
        String body = "{\"model\":\"" + contestant.model() + "\",\"stream\":true,\"max_tokens\":" + TOKENS
                + ",\"stream_options\":{\"include_usage\":true},"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"How much does a word weigh?\"}]}";
        URI uri = contestant.base().resolve("/v1/chat/completions");
        return StreamLoad.run(uri, contestant.headers(), body.getBytes(StandardCharsets.US_ASCII), streams, duration);
    }
}
