package io.grammage.gateway.app;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.api.ApiDispatcher;
import io.grammage.gateway.kernel.CallIds;
import io.grammage.gateway.relay.InferenceHandler;
import io.grammage.gateway.relay.OpenExchanges;
import io.grammage.gateway.relay.RelayLoop;
import io.grammage.gateway.relay.RelayServices;
import io.grammage.gateway.relay.Router;
import io.grammage.gateway.telemetry.AccessLog;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One event loop of the gateway with its own server and its own client, so that a call never changes threads. All
 * verticles listen on the same port and share its connections.
 */
final class GatewayVerticle extends VerticleBase {
    private static final int CONNECTIONS_PER_PROVIDER = 1_024;
    private static final int KEEP_ALIVE_SECONDS = 60;
    /**
     * What is read from a provider at once, and what the system keeps of it. What was read waits in memory, in buffers of
     * this size, while a caller hardly reads: left to themselves, 500 such callers fill the memory outside of the heap.
     */
    private static final int RECEIVE_BYTES = 32 * 1024;
    /** Of a provider's answer, at once: so many of these wait in memory, and not so many bytes, before reading stops. */
    private static final int CHUNK_BYTES = 4 * 1024;

    private static final int HEADER_BYTES_MAX = 16 * 1024;
    /** From the moment that calls are broken off until their connections are closed. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final RelayServices services;
    private final ApiDispatcher api;
    private final AccessLog accessLog;
    private final RandomGenerator random;
    private final ListenOptions listening;
    private @Nullable InferenceHandler inference;
    private @Nullable HttpServer server;

    /** The random generator must be this verticle's own. */
    GatewayVerticle(
            RelayServices services,
            ApiDispatcher api,
            AccessLog accessLog,
            RandomGenerator random,
            ListenOptions listening) {
        this.services = services;
        this.api = api;
        this.accessLog = accessLog;
        this.random = random;
        this.listening = listening;
    }

    @Override
    public Future<HttpServer> start() {
        Executor onLoop = task -> context.runOnContext(turn -> task.run());
        RelayLoop loop = new RelayLoop(
                vertx,
                client(),
                new CallIds(services.clock(), random),
                new Router(services.states(), services.dialect(), services.clock(), random),
                new OpenExchanges(),
                onLoop);
        InferenceHandler handler = new InferenceHandler(services, loop);
        inference = handler;
        IdleConnections connections = new IdleConnections(services.clock(), listening.idleTimeout());
        connections.watch(vertx);
        HttpServer made = vertx.createHttpServer(serverOptions())
                .connectionHandler(connections::opened)
                .requestHandler(request -> {
                    connections.began(request);
                    if (!handler.handle(request)) {
                        handleOther(request);
                    }
                });
        server = made;
        return made.listen();
    }

    /** The server, once the verticle is deployed. */
    HttpServer server() {
        return requireNonNull(server, "the verticle is not deployed");
    }

    /** Stops listening at once, and ends when the calls on their way have. */
    @Override
    public Future<?> stop() {
        Duration patience = listening.drainTimeout();
        Future<?> settled = requireNonNull(inference, "inference").stop(patience);
        Future<?> closed = server().shutdown(patience.plus(SETTLING).toMillis(), TimeUnit.MILLISECONDS);
        return Future.join(settled, closed);
    }

    private void handleOther(HttpServerRequest request) {
        long startNanos = services.clock().nanos();
        String method = request.method().name();
        String path = request.path() == null ? "" : request.path();
        request.response()
                .endHandler(end -> accessLog.onOther(
                        method,
                        path,
                        request.response().getStatusCode(),
                        (services.clock().nanos() - startNanos) / 1_000));
        api.handle(request);
    }

    private HttpServerOptions serverOptions() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(listening.host())
                .setPort(listening.port())
                .setTcpNoDelay(true)
                .setMaxHeaderSize(HEADER_BYTES_MAX)
                // One call at a time on a connection is what the relay counts on when it breaks one off.
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(false)
                // There are no web sockets here; what would compress them stands in the way of every message.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setHandle100ContinueAutomatically(false);
        TlsIdentity identity = listening.identity();
        return identity == null ? options : options.setSsl(true).setKeyCertOptions(identity.keyCertOptions());
    }

    private HttpClient client() {
        HttpClientOptions options = new HttpClientOptions()
                .setTcpNoDelay(true)
                .setKeepAlive(true)
                .setReceiveBufferSize(RECEIVE_BYTES)
                .setMaxChunkSize(CHUNK_BYTES)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxHeaderSize(HEADER_BYTES_MAX)
                // Identity is asked for; an answer that comes encoded anyway is decoded.
                .setDecompressionSupported(true);
        return vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_PROVIDER));
    }
}
