package io.grammage.gateway.catalog;

import static io.grammage.gateway.kernel.Checks.inRange;
import static io.grammage.gateway.kernel.Checks.notBlank;
import static java.util.Objects.requireNonNull;

/**
 * Where a provider listens.
 *
 * @param basePath what precedes the path of an endpoint such as {@code /v1/embeddings}: empty, or beginning with a slash
 *     and not ending with one
 */
public record UpstreamAddress(boolean tls, String host, int port, String basePath) {
    public UpstreamAddress {
        notBlank(host, 255, "host");
        inRange(port, 1, 65_535, "port");
        requireNonNull(basePath, "basePath");
        if (!basePath.isEmpty() && (!basePath.startsWith("/") || basePath.endsWith("/"))) {
            throw new IllegalArgumentException(
                    "base path: " + basePath + " (expected: empty, or /path without a slash at its end)");
        }
    }
}
