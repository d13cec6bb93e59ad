package io.grammage.gateway.app;

import io.grammage.gateway.simulator.Knob;
import io.grammage.gateway.simulator.SimulatorOptions;
import io.grammage.gateway.simulator.SimulatorServer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the simulator alone: an upstream server that generates no real answers. */
@Command(
        name = "simulate",
        description = "Runs the simulator: an OpenAI-compatible upstream whose answers are made up.",
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(names = "--port", defaultValue = "8081", description = "Port, 0 for any (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--ttft-ms", defaultValue = "0", description = "Milliseconds to the first token.")
    private long firstTokenMillis;

    @Option(names = "--tokens-per-second", defaultValue = "0", description = "Pace of each answer; 0: no limit.")
    private double tokensPerSecond;

    @Option(names = "--log", description = "File that gets a line of JSON for each call: what was sent.")
    private @Nullable Path log;

    @Option(names = "--knobs", description = "Prints the headers that set speed and faults of an answer, and ends.")
    private boolean knobs;

    @Override
    public Integer call() throws InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        if (knobs) {
            command.commandLine().getOut().println(Knob.help());
            return 0;
        }
        int loops = Runtime.getRuntime().availableProcessors();
        SimulatorOptions options = SimulatorOptions.defaults()
                .listeningOn(host, port)
                .onEventLoops(loops)
                .logging(1_000_000, log)
                .paced(Duration.ofMillis(firstTokenMillis), tokensPerSecond);
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(loops));
        SimulatorServer server = SimulatorServer.start(vertx, options)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        command.commandLine()
                .getOut()
                .println("Simulator, whose answers are made up, listening on http://" + host + ":" + server.port());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.log().close();
            stopped.countDown();
        }));
        stopped.await();
        return 0;
    }
}
