package io.grammage.gateway.provider;

import io.grammage.gateway.catalog.HealthCheck;
import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.catalog.UpstreamAddress;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks providers whether they are well. Blocks; thread-safe. */
public final class HealthProbe {
    private static final Logger LOG = LoggerFactory.getLogger(HealthProbe.class);
    private static final int STATUS_BAD = 400;

    private final HttpClient client;
    private final ProviderDialect dialect = new ProviderDialect();

    /** A probe with connections of its own, which end with the Vert.x. */
    public HealthProbe(Vertx vertx) {
        client = vertx.createHttpClient();
    }

    /** Whether the provider answers the check in time, with a status below 400. */
    public boolean isWell(Provider provider, HealthCheck check) throws InterruptedException {
        try {
            int status = client.request(options(provider.address(), check))
                    .compose(request -> ask(request, provider))
                    .timeout(check.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            LOG.debug("Health check of provider {}: status {}", provider.id(), status);
            return status < STATUS_BAD;
        } catch (ExecutionException e) {
            LOG.debug("Health check of provider {} failed", provider.id(), e.getCause());
            return false;
        }
    }

    private static RequestOptions options(UpstreamAddress address, HealthCheck check) {
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(address.host())
                .setPort(address.port())
                .setSsl(address.tls())
                .setURI(check.path())
                .setConnectTimeout(check.timeout().toMillis());
    }

    private Future<Integer> ask(HttpClientRequest request, Provider provider) {
        dialect.addHeaders(provider, MultiMap.caseInsensitiveMultiMap(), request.headers());
        // Only the status counts, so the rest of the answer is not waited for.
        return request.send().map(response -> {
            int status = response.statusCode();
            request.reset();
            return status;
        });
    }
}
