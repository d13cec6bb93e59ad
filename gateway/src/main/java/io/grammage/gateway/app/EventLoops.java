package io.grammage.gateway.app;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * The Vert.x of the process, made when it is first asked for: the configuration says how it reads sockets, and the simulator
 * that a configuration may need runs on it already. Thread-safe.
 */
final class EventLoops {
    private @Nullable Vertx vertx;

    /**
     * The Vert.x; the transport of the first call counts.
     *
     * @throws StartException where this machine does not allow that transport
     */
    synchronized Vertx of(Settings.Transport transport) {
        Vertx made = vertx;
        if (made == null) {
            made = make(transport);
            vertx = made;
        }
        return made;
    }

    private static Vertx make(Settings.Transport transport) {
        if (transport == Settings.Transport.AUTO) {
            return Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        }
        Transport ring = Transport.IO_URING;
        if (ring == null || !ring.available()) {
            Throwable cause = ring == null ? null : ring.unavailabilityCause();
            throw new StartException(
                    "server.transport: io_uring is not to be had here; auto works everywhere"
                            + (cause == null ? "" : " (" + cause.getMessage() + ")"),
                    cause);
        }
        return Vertx.builder().withTransport(ring).build();
    }
}
