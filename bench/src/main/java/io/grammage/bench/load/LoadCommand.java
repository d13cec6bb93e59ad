package io.grammage.bench.load;

import io.grammage.bench.http.ChatBodies;
import io.grammage.bench.http.RequestBytes;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** The load generator as a program. Ends with 1 if a call failed. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Sends chat calls to a server on this machine and tells how long they took.")
public final class LoadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--url",
            required = true,
            description = "where to, for example http://127.0.0.1:8080/v1/chat/completions")
    private URI url = URI.create("");

    @Option(names = "--header", description = "a header of every request, as NAME=VALUE; may be given again")
    private Map<String, String> headers = new LinkedHashMap<>();

    @Option(names = "--model", defaultValue = "bench", description = "model that the request names")
    private String model = "";

    @Option(names = "--request-bytes", defaultValue = "2048", description = "size of the request's body")
    private int requestBytes;

    @Option(names = "--body", description = "file with the request's body, instead of one made up")
    private @Nullable Path body;

    @Option(names = "--status", defaultValue = "200", description = "status that every answer must have")
    private int status;

    @Option(
            names = "--marker",
            defaultValue = ChatBodies.ANSWER_MARKER,
            description = "text that every answer must contain (default: ${DEFAULT-VALUE})")
    private String marker = "";

    @Option(
            names = "--ending",
            defaultValue = "",
            description = "text that every answer must end with, line ends aside")
    private String ending = "";

    @Option(names = "--connections", defaultValue = "64", description = "connections kept open (default: 64)")
    private int connections;

    @Option(
            names = "--rate",
            description = "calls per second, at fixed moments; without it each connection waits for its answer only")
    private @Nullable Double rate;

    @Option(names = "--seconds", defaultValue = "5", description = "how long calls begin (default: 5)")
    private double seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "2",
            description = "seconds of calls before those that count (default: 2)")
    private double warmUp;

    @Option(names = "--json", description = "prints JSON")
    private boolean json;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LoadCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        LoadPlan plan = plan();
        if (warmUp > 0) {
            LoadGenerator.run(plan.lasting(duration(warmUp)));
        }
        LoadReport report = LoadGenerator.run(plan);
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? JsonMapper.shared().writeValueAsString(report) : text(report));
        out.flush();
        return report.failed() == 0 ? 0 : 1;
    }

    private LoadPlan plan() throws IOException {
        byte[] content = body == null ? ChatBodies.request(model, requestBytes) : Files.readAllBytes(body);
        return new LoadPlan(
                new InetSocketAddress(url.getHost(), url.getPort()),
                RequestBytes.post(url, headers, content),
                new Expectation(status, marker, ending),
                connections,
                rate == null ? Pace.closed() : Pace.fixed(rate),
                duration(seconds));
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private static String text(LoadReport report) {
        Latencies latencies = report.latencies();
        String text = String.format(
                Locale.ROOT,
                "%d calls in %.2f s: %.0f/s; latency in us: p50 %.0f, p90 %.0f, p99 %.0f, p99.9 %.0f, max %.0f; own CPU %.1f us a call",
                report.answered(),
                report.seconds(),
                report.callsPerSecond(),
                latencies.p50(),
                latencies.p90(),
                latencies.p99(),
                latencies.p999(),
                latencies.max(),
                report.ownCpuMicrosPerCall());
        return report.failed() == 0
                ? text
                : text + "\nfailed: " + report.failures() + ", the first: " + report.firstFailure();
    }
}
