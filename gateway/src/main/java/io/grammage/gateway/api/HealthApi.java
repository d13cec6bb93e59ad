package io.grammage.gateway.api;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.catalog.Catalog;
import io.grammage.gateway.catalog.Lifecycle;
import io.grammage.gateway.identity.Scope;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.monitoring.ModelHealth;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether this node lives, and whether it takes calls: for load balancers and orchestrators, which have no key. And for
 * callers, which models are well. Thread-safe.
 */
public final class HealthApi {
    private static final double MILLIS_PER_SECOND = 1_000;

    private final Supplier<Readiness> readiness;
    private final Supplier<Catalog> catalog;
    private final ModelHealth models;
    private final Clock clock;

    /** Health of a node whose readiness can be asked at any time, on threads that may block. */
    public HealthApi(Supplier<Readiness> readiness, Supplier<Catalog> catalog, ModelHealth models, Clock clock) {
        this.readiness = requireNonNull(readiness, "readiness");
        this.catalog = requireNonNull(catalog, "catalog");
        this.models = requireNonNull(models, "models");
        this.clock = requireNonNull(clock, "clock");
    }

    /** The routes of this surface. */
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.publicGet("/health", request -> ApiAnswer.json(new Health("ok"))),
                ApiRoute.publicGet("/health/ready", request -> ready()),
                ApiRoute.get("/health/models", Scope.INFERENCE, request -> models()));
    }

    private ApiAnswer models() {
        Instant now = clock.now();
        return ApiAnswer.json(catalog.get().models().stream()
                .filter(model -> model.lifecycle().stageAt(now) != Lifecycle.Stage.END_OF_LIFE)
                .map(model -> new ModelStatus(model.name(), models.of(model).wireName()))
                .toList());
    }

    private ApiAnswer ready() {
        Readiness now = readiness.get();
        return ApiAnswer.json(now.isReady() ? 200 : 503, ReadinessJson.of(now));
    }

    private record Health(String status) {}

    private record ModelStatus(String id, String status) {}

    private record ReadinessJson(
            String status,
            @Nullable String refusal,
            Journal journal,
            Store store,
            Calls calls,
            Configuration configuration) {
        record Journal(long records, long bytes, double lagSeconds) {}

        record Store(boolean reachable) {}

        record Calls(int open, long requestBytes) {}

        record Configuration(long generation) {}

        static ReadinessJson of(Readiness now) {
            return new ReadinessJson(
                    status(now),
                    now.refusal(),
                    new Journal(
                            now.journalRecords(),
                            now.journalBytes(),
                            now.journalLag().toMillis() / MILLIS_PER_SECOND),
                    new Store(now.storeReachable()),
                    new Calls(now.openCalls(), now.requestBytes()),
                    new Configuration(now.configurationGeneration()));
        }

        private static String status(Readiness now) {
            if (!now.isReady()) {
                return "not_ready";
            }
            return now.storeReachable() ? "ready" : "degraded";
        }
    }
}
