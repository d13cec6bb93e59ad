package io.grammage.bench.upstream;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a {@link MockUpstream} as a process of its own, until it is ended or its standard input is closed. */
@Command(
        name = "upstream",
        description = "Answers requests with chat completions, of the kind that their path begins with.")
public final class UpstreamCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--port", defaultValue = "0", description = "port of the loopback address (default: a free one)")
    private int port;

    @Option(names = "--model", defaultValue = "bench-upstream", description = "model that the answer names")
    private String model = "";

    @Option(names = "--answer-bytes", defaultValue = "1024", description = "size of a JSON answer's body")
    private int answerBytes;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new UpstreamCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        try (MockUpstream upstream = MockUpstream.start(port, model, answerBytes)) {
            spec.commandLine()
                    .getOut()
                    .println("listening on port " + upstream.address().getPort());
            spec.commandLine().getOut().flush();
            // Whoever started it holds the other end: it never outlives a harness that was killed.
            while (System.in.read() >= 0) {}
            return 0;
        }
    }
}
