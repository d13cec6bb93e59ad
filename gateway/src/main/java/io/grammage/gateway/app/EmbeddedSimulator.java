package io.grammage.gateway.app;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.catalog.UpstreamAddress;
import io.grammage.gateway.simulator.SimulatorOptions;
import io.grammage.gateway.simulator.SimulatorServer;
import org.jspecify.annotations.Nullable;

/**
 * The simulator inside the gateway's own process, on a loopback port that the operating system picks: providers of that
 * type are then reached like any other. Thread-safe; must not be asked from an event loop.
 */
final class EmbeddedSimulator implements BuiltInSimulator {
    private static final String HOST = "127.0.0.1";
    private static final int LOG_ENTRIES = 10_000;

    private final EventLoops loops;
    private @Nullable SimulatorServer server;

    EmbeddedSimulator(EventLoops loops) {
        this.loops = requireNonNull(loops, "loops");
    }

    @Override
    public synchronized UpstreamAddress address(Settings settings) {
        SimulatorServer running = server;
        if (running == null) {
            SimulatorOptions options = SimulatorOptions.defaults()
                    .onEventLoops(Runtime.getRuntime().availableProcessors())
                    .logging(LOG_ENTRIES, null)
                    .paced(
                            settings.simulator().timeToFirstToken(),
                            settings.simulator().tokensPerSecond().doubleValue());
            running = SimulatorServer.start(loops.of(settings.server().transport()), options)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            server = running;
        }
        return new UpstreamAddress(false, HOST, running.port(), "");
    }
}
