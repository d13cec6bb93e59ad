package io.grammage.gateway.api;

import io.grammage.gateway.identity.Authenticator;
import io.grammage.gateway.kernel.CallIds;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.testing.SampleIdentities;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server on a free port with nothing but API routes, and a client for it. */
final class ApiServer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;

    ApiServer(Clock clock, List<ApiRoute> routes) {
        CallIds ids = new CallIds(clock, new SplittableRandom(1));
        ApiDispatcher dispatcher = new ApiDispatcher(
                new ApiRoutes(routes), new Authenticator(SampleIdentities::identities, clock), blocking, () -> {
                    synchronized (ids) {
                        return ids.next();
                    }
                });
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(dispatcher::handle)
                .listen()
                .await();
    }

    int port() {
        return server.actualPort();
    }

    /** Gets a path with the key that has all scopes. */
    HttpResponse<String> get(String path) {
        return send(request(path).header("Authorization", "Bearer " + SampleIdentities.KEY));
    }

    /** Gets a path and reads the answer as JSON. */
    JsonNode json(String path) {
        return JsonMapper.shared().readTree(get(path).body());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        vertx.close().await();
        client.close();
        blocking.close();
    }
}
