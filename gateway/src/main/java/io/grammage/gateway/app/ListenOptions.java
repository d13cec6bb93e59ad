package io.grammage.gateway.app;

import java.time.Duration;

/**
 * Where and how a server listens.
 *
 * @param port never 0: all event loops share it
 * @param idleTimeout of a connection without a call in progress
 * @param drainTimeout how long calls may go on when the server stops
 */
record ListenOptions(String host, int port, Duration idleTimeout, Duration drainTimeout) {}
