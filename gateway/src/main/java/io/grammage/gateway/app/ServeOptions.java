package io.grammage.gateway.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the command line says about serving; null where it is silent and the configuration decides. */
record ServeOptions(
        @Nullable Path config,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable Path data) {

    String hostOr(String configured) {
        return host == null ? configured : host;
    }

    int portOr(int configured) {
        return port == null ? configured : port;
    }

    Path dataOr(Path configured) {
        return data == null ? configured : data;
    }
}
