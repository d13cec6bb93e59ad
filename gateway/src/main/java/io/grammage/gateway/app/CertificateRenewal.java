package io.grammage.gateway.app;

import static java.util.Objects.requireNonNull;

import io.vertx.core.http.HttpServer;
import io.vertx.core.net.ServerSSLOptions;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the listening servers the certificate that its files hold now, whenever the configuration is read again.
 * Connections that are open keep theirs. Not thread-safe: told of one configuration at a time.
 */
final class CertificateRenewal implements Consumer<Configuration> {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateRenewal.class);

    private final List<HttpServer> servers;
    private Settings.Tls current;

    /** Renewal of what the servers were started with. */
    CertificateRenewal(List<HttpServer> servers, Settings.Tls current) {
        this.servers = List.copyOf(servers);
        this.current = requireNonNull(current, "current");
    }

    @Override
    public void accept(Configuration configuration) {
        Settings.Tls next = configuration.settings().server().tls();
        // That TLS was switched off, or other files named, waits for the next start like all keys that are read there.
        if (next == null || !next.isInFilesOf(current) || next.equals(current)) {
            return;
        }
        ServerSSLOptions options =
                new ServerSSLOptions().setKeyCertOptions(next.identity().keyCertOptions());
        for (HttpServer server : servers) {
            server.updateSSLOptions(options, true).await();
        }
        current = next;
        LOG.info("New connections are shown {}", next.identity().description());
    }
}
