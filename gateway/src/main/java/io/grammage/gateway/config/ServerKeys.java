package io.grammage.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The keys of {@code server}. */
public final class ServerKeys {
    public static final Key<String> HOST = Key.withDefault(
                    "host",
                    Types.name(255),
                    "127.0.0.1",
                    "Address to listen on; 0.0.0.0 for all of them. Only this machine can connect unless told otherwise.")
            .readAtStart();
    public static final Key<Integer> PORT = Key.withDefault(
                    "port", Types.whole(0, 65_535), "8080", "Port to listen on; 0 for any that is free.")
            .readAtStart();
    public static final Key<Long> MAX_BODY = Key.withDefault(
                    "max_body", Types.bytes(1 << 10, 1 << 30), "32MiB", "The largest body of a request.")
            .readAtStart();
    public static final Key<Long> REQUEST_MEMORY = Key.withDefault(
                    "request_memory",
                    Types.bytes(1 << 20, 1L << 36),
                    "96MiB",
                    "Memory for the bodies of all requests at a time; beyond it callers are asked to come back.")
            .readAtStart();
    public static final Key<Duration> REQUEST_TIMEOUT = Key.withDefault(
                    "request_timeout",
                    Types.duration(Duration.ofMillis(100), Duration.ofHours(1)),
                    "60s",
                    "How long a request of inference may take from its head to its last byte.")
            .readAtStart();
    public static final Key<Duration> IDLE_TIMEOUT = Key.withDefault(
                    "idle_timeout",
                    Types.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
                    "2m",
                    "How long a connection may go without a call in progress before it is closed, give or take a second. A"
                            + " proxy in front should give its connections up earlier.")
            .readAtStart();
    public static final Key<Section> TLS =
            Key.optional("tls", Tls.SHAPE, "Left out: callers are spoken to in the clear.");
    public static final Key<Integer> EVENT_LOOPS = Key.optional(
                    "event_loops",
                    Types.whole(1, 256),
                    "Threads that serve connections. Left out: one for each processor.")
            .readAtStart();

    public static final Key<String> TRANSPORT = Key.withDefault(
                    "transport",
                    Types.choice(List.of("auto", "io_uring")),
                    "auto",
                    "How sockets are read and written. auto: epoll on Linux, elsewhere what Java has; io_uring: Linux only, and"
                            + " many container runtimes forbid it.")
            .readAtStart();

    public static final Key<Duration> DRAIN_TIMEOUT = Key.withDefault(
                    "drain_timeout",
                    Types.duration(Duration.ZERO, Duration.ofHours(1)),
                    "30s",
                    "How long calls may go on when the process is asked to stop; the rest are then broken off and"
                            + " recorded.")
            .readAtStart();

    static final Shape SHAPE = Shape.of(
            "a mapping with keys such as host and port",
            HOST,
            PORT,
            MAX_BODY,
            REQUEST_MEMORY,
            REQUEST_TIMEOUT,
            IDLE_TIMEOUT,
            EVENT_LOOPS,
            TRANSPORT,
            DRAIN_TIMEOUT,
            TLS);

    private ServerKeys() {}

    /** The keys of {@code server.tls}. */
    public static final class Tls {
        public static final Key<Path> CERTIFICATE = Key.required(
                        "certificate",
                        Types.path(),
                        "A file with the certificate in PEM, followed by those that lead to its root. Relative paths begin"
                                + " at the configuration file. New content takes effect without a restart.")
                .readAtStart();
        public static final Key<Path> KEY = Key.required(
                        "key",
                        Types.path(),
                        "A file with its private key in PEM: PKCS #8, without a passphrase. New content takes effect"
                                + " together with that of the certificate.")
                .readAtStart();

        static final Shape SHAPE = Shape.of("a mapping with certificate and key", CERTIFICATE, KEY);

        private Tls() {}
    }
}
