package io.grammage.gateway.app;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * All of a configuration but its models, with defaults filled in.
 *
 * @param data directory of journal, open calls and store
 * @param node name of this process in records and metrics
 * @param zeroCarbonWhenNotEstimated whether answers that were not weighed say zero rather than null
 * @param usageAlwaysInStreams whether every stream ends with a usage event, asked for or not
 * @param drainsAbandoned whether an answer whose caller has left is read to its end
 * @param usageTokenizer name of the encoding that counts tokens where a provider reports none
 */
public record Settings(
        Server server,
        Path data,
        String node,
        Ledger ledger,
        boolean zeroCarbonWhenNotEstimated,
        boolean usageAlwaysInStreams,
        boolean drainsAbandoned,
        Simulator simulator,
        String usageTokenizer,
        Log log) {
    public Settings {
        requireNonNull(server, "server");
        requireNonNull(data, "data");
        requireNonNull(node, "node");
        requireNonNull(ledger, "ledger");
        requireNonNull(simulator, "simulator");
        requireNonNull(usageTokenizer, "usageTokenizer");
        requireNonNull(log, "log");
    }

    /**
     * Where callers connect.
     *
     * @param port 0 for any that is free
     * @param drainTimeout how long calls may go on when the process stops
     * @param tls null where callers are spoken to in the clear
     */
    public record Server(
            String host,
            int port,
            int eventLoops,
            Transport transport,
            Requests requests,
            Duration drainTimeout,
            @Nullable Tls tls) {}

    /** How sockets are read and written. */
    public enum Transport {
        /** Epoll on Linux, elsewhere what Java has. */
        AUTO,
        /** The io_uring of Linux. */
        IO_URING
    }

    /** How callers are spoken to under TLS, and the files that it was read from. */
    public record Tls(Path certificate, Path key, TlsIdentity identity) {

        /** Whether both were read from the same files, whatever those held. */
        boolean isInFilesOf(Tls other) {
            return certificate.equals(other.certificate) && key.equals(other.key);
        }
    }

    /**
     * Bounds on what callers send.
     *
     * @param bodyBytes of one request, at most
     * @param memoryBytes of all requests at a time, at most
     * @param timeout from the head of a request to its last byte
     * @param idleTimeout of a connection without a call in progress
     */
    public record Requests(int bodyBytes, long memoryBytes, Duration timeout, Duration idleTimeout) {}

    /** How usage records become durable. Sizes are in bytes. */
    public record Ledger(Durability durability, long segmentSize, long journalMax, int openCalls) {}

    /** When an answer may end. */
    public enum Durability {
        /** When its record is on the disk. */
        BEFORE_RESPONSE,
        /** At once. */
        ASYNC
    }

    /**
     * The pace of the built-in simulator.
     *
     * @param tokensPerSecond 0 for no limit
     */
    public record Simulator(Duration timeToFirstToken, BigDecimal tokensPerSecond) {}

    /**
     * What is written to the output.
     *
     * @param level trace, debug, info, warn or error
     * @param json whether lines are JSON objects
     */
    public record Log(String level, boolean json) {}
}
