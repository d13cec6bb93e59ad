package io.grammage.gateway.app;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a server listens.
 *
 * @param port never 0: all event loops share it
 * @param idleTimeout of a connection without a call in progress
 * @param drainTimeout how long calls may go on when the server stops
 * @param identity null where callers are spoken to in the clear
 */
record ListenOptions(
        String host,
        int port,
        Duration idleTimeout,
        Duration drainTimeout,
        @Nullable TlsIdentity identity) {}
