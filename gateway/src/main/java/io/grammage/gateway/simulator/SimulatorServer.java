package io.grammage.gateway.simulator;

import io.grammage.gateway.kernel.Clock;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A running simulator: {@code POST /v1/chat/completions}, {@code /v1/completions} and {@code /v1/embeddings},
 * {@code GET /v1/models}, {@code /v1/models/{id}}, {@code /health}, {@code /info}, {@code /simulator/log} (with
 * {@code ?request_id=}) and {@code /simulator/state}.
 *
 * <p>Answers depend on the model, the prompt and the knobs alone, {@code id} and {@code created} aside. Tokens are
 * counted by rules that a test can recompute: a prompt has {@code ceil(UTF-8 bytes of its texts / 4)}, and 4 more per
 * message and 256 per media part; an answer has one per word of prose, or per four characters of JSON and of tool
 * arguments. In a stream each output token has an event of its own. Thread-safe.
 */
public final class SimulatorServer {
    /**
     * Names the free ports that the listeners of one simulator share. Vert.x lends a port to all servers that give the
     * same number, so the numbers are unique, and far from those that others are likely to use.
     */
    private static final AtomicInteger PORT_NUMBER = new AtomicInteger(7_000_000);

    private final Vertx vertx;
    private final SimulatorLog log;
    private final int port;
    private final String deployment;

    private SimulatorServer(Vertx vertx, SimulatorLog log, int port, String deployment) {
        this.vertx = vertx;
        this.log = log;
        this.port = port;
        this.deployment = deployment;
    }

    /**
     * Starts a simulator.
     *
     * @return the running simulator; fails when the address is taken
     */
    public static Future<SimulatorServer> start(Vertx vertx, SimulatorOptions options) {
        return start(vertx, options, Clock.system());
    }

    /** Starts a simulator that takes {@code created} and its pace from that clock. */
    public static Future<SimulatorServer> start(Vertx vertx, SimulatorOptions options, Clock clock) {
        SimulatorLog log = new SimulatorLog(options.logEntries(), options.logFile());
        SimulatorHandler handler = new SimulatorHandler(vertx, clock, options, log);
        SocketAddress address = options.port() == 0
                ? SocketAddress.sharedRandomPort(PORT_NUMBER.incrementAndGet(), options.host())
                : SocketAddress.inetSocketAddress(options.port(), options.host());
        AtomicInteger port = new AtomicInteger();
        return vertx.deployVerticle(
                        () -> context ->
                                listen(vertx, address, handler).onSuccess(server -> port.set(server.actualPort())),
                        new DeploymentOptions().setInstances(options.eventLoops()))
                .map(deployment -> new SimulatorServer(vertx, log, port.get(), deployment))
                .onFailure(failure -> log.close());
    }

    private static Future<HttpServer> listen(Vertx vertx, SocketAddress address, SimulatorHandler handler) {
        HttpServerOptions http = new HttpServerOptions()
                .setTcpNoDelay(true)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true);
        return vertx.createHttpServer(http).requestHandler(handler).listen(address);
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** What it has sent. */
    public SimulatorLog log() {
        return log;
    }

    /** Stops it; calls that are open are cut, and logged as if their clients had left. */
    public Future<Void> close() {
        return vertx.undeploy(deployment).onComplete(stopped -> log.close());
    }
}
