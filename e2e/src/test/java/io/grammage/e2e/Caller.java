package io.grammage.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks plain HTTP to a server, with a key. */
final class Caller implements AutoCloseable {
    static final String CHAT = "/v1/chat/completions";
    private static final Duration RECORDED_WITHIN = Duration.ofSeconds(20);

    private final HttpClient client;
    private final String baseUrl;
    private final String key;

    Caller(String baseUrl, String key) {
        this(baseUrl, key, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1));
    }

    Caller(String baseUrl, String key, HttpClient.Builder client) {
        this.client = client.build();
        this.baseUrl = baseUrl;
        this.key = key;
    }

    /** A chat request with one message. */
    static String chat(String model, String text) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send(request(path).POST(BodyPublishers.ofString(body)), headers);
    }

    HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path).GET(), headers);
    }

    /** The body of an answer that must have status 200. */
    JsonNode json(String path) {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new IllegalStateException(path + ": status " + response.statusCode() + ", " + response.body());
        }
        return JsonMapper.shared().readTree(response.body());
    }

    /** Waits until the gateway has heard of the key, which it does within two seconds of its making. */
    void awaitKey() {
        while (get("/v1/models").statusCode() == 401) {
            Thread.onSpinWait();
        }
    }

    /** The ledger's record of a call, as soon as it is shown. */
    JsonNode record(String callId) {
        long deadline = System.nanoTime() + RECORDED_WITHIN.toNanos();
        do {
            for (JsonNode record : allRecords()) {
                if (record.path("id").asString().equals(callId)) {
                    return record;
                }
            }
        } while (System.nanoTime() < deadline);
        throw new IllegalStateException("no record of call " + callId);
    }

    /** All records of the project that are shown now, newest first. */
    List<JsonNode> allRecords() {
        List<JsonNode> records = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = json("/v1/usage/records?limit=1000" + (after.isEmpty() ? "" : "&after=" + after));
            page.path("data").forEach(records::add);
            after = page.path("next").asString("");
        } while (!after.isEmpty());
        return records;
    }

    CompletableFuture<HttpResponse<String>> postLater(String path, String body) {
        return client.sendAsync(
                request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    /** The answer as it comes; closing its body hangs up. */
    HttpResponse<InputStream> stream(String path, String body, String... headers) {
        return send(request(path).POST(BodyPublishers.ofString(body)), BodyHandlers.ofInputStream(), headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
        return send(request, BodyHandlers.ofString(), headers);
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> handler, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json");
        return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
    }

    @Override
    public void close() {
        client.close();
    }
}
