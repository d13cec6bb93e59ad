package io.grammage.gateway.api;

import io.grammage.gateway.ledger.UsageStore;
import io.grammage.gateway.testing.SampleIdentities;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test that has a fresh {@link ApiSample} for each of its methods. */
abstract class SampledApi {
    @TempDir
    private Path directory;

    private ApiSample sample;

    @BeforeEach
    void open() {
        sample = new ApiSample(directory);
    }

    @AfterEach
    void close() {
        sample.close();
    }

    /** The ledger, for tests that need more calls than the sample's. */
    final UsageStore store() {
        return sample.store();
    }

    final ApiServer server() {
        return sample.server();
    }

    /** Gets a path with a key. */
    final HttpResponse<String> as(String key, String path) {
        return server().send(server().request(path).header("Authorization", "Bearer " + key));
    }

    /** Sends a body with the key that has all scopes. */
    final HttpResponse<String> send(String method, String path, String body) {
        return server().send(server().request(path)
                .header("Authorization", "Bearer " + SampleIdentities.KEY)
                .method(method, BodyPublishers.ofString(body)));
    }
}
