package io.grammage.gateway.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether this node lives, and whether it takes calls: for load balancers and orchestrators, which have no key.
 * Thread-safe.
 */
public final class HealthApi {
    private static final double MILLIS_PER_SECOND = 1_000;

    private final Supplier<Readiness> readiness;

    /** Health of a node whose readiness can be asked at any time, on threads that may block. */
    public HealthApi(Supplier<Readiness> readiness) {
        this.readiness = requireNonNull(readiness, "readiness");
    }

    /** The routes of this surface. */
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.publicGet("/health", request -> ApiAnswer.json(new Health("ok"))),
                ApiRoute.publicGet("/health/ready", request -> ready()));
    }

    private ApiAnswer ready() {
        Readiness now = readiness.get();
        return ApiAnswer.json(now.isReady() ? 200 : 503, ReadinessJson.of(now));
    }

    private record Health(String status) {}

    private record ReadinessJson(
            String status, @Nullable String refusal, Journal journal, Store store, Configuration configuration) {
        record Journal(long records, long bytes, double lagSeconds) {}

        record Store(boolean reachable) {}

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
