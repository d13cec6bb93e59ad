package io.grammage.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.monitoring.ModelHealth;
import io.grammage.gateway.relay.ProviderStates;
import io.grammage.gateway.testing.ManualClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthApiTest {
    private final AtomicReference<Readiness> readiness = new AtomicReference<>(readiness(null, true));
    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final ProviderStates states = new ProviderStates();
    private final ApiServer server = new ApiServer(
            clock,
            new HealthApi(readiness::get, () -> SampleUsage.CATALOG, new ModelHealth(states, clock), clock).routes());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void livesWithoutAKey() {
        HttpResponse<String> answer = server.send(server.request("/health"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"ok\"}");
        ApiSchemas.checkAnswer("/health", 200, answer.body());
    }

    @Test
    void tellsDepthAndLagOfTheJournal() {
        HttpResponse<String> answer = server.send(server.request("/health/ready"));

        assertThat(answer.statusCode()).isEqualTo(200);
        ApiSchemas.checkAnswer("/health/ready", 200, answer.body());
        assertThat(answer.body())
                .isEqualTo("{\"status\":\"ready\",\"refusal\":null,"
                        + "\"journal\":{\"records\":12,\"bytes\":3456,\"lag_seconds\":0.25},"
                        + "\"store\":{\"reachable\":true},\"calls\":{\"open\":7,\"request_bytes\":8},"
                        + "\"configuration\":{\"generation\":3}}");
    }

    @Test
    void isNotReadyWhenCallsAreRefused() {
        readiness.set(readiness("The journal is full.", true));

        HttpResponse<String> answer = server.get("/health/ready");

        assertThat(answer.statusCode()).isEqualTo(503);
        ApiSchemas.checkAnswer("/health/ready", 503, answer.body());
        assertThat(answer.body()).contains("\"status\":\"not_ready\",\"refusal\":\"The journal is full.\"");
    }

    @Test
    void isReadyButDegradedWhileTheStoreIsAway() {
        readiness.set(readiness(null, false));

        HttpResponse<String> answer = server.get("/health/ready");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"status\":\"degraded\"").contains("\"reachable\":false");
    }

    @Test
    void tellsHowTheModelsAreDoingInTheShapeOfOpenGateLlm() {
        states.of("example-embed-1").checked(false);

        HttpResponse<String> answer = server.get("/health/models");

        assertThat(answer.statusCode()).isEqualTo(200);
        ApiSchemas.checkAnswer("/health/models", 200, answer.body());
        assertThat(answer.body())
                .isEqualTo("[{\"id\":\"example-35b\",\"status\":\"green\"},"
                        + "{\"id\":\"example-embed\",\"status\":\"red\"}]");
        assertThat(server.send(server.request("/health/models")).statusCode()).isEqualTo(401);
    }

    private static Readiness readiness(@Nullable String refusal, boolean storeReachable) {
        return new Readiness(refusal, 12, 3_456, Duration.ofMillis(250), storeReachable, 7, 8, 3);
    }
}
