package io.grammage.gateway.simulator;

import io.grammage.gateway.kernel.Clock;
import org.jspecify.annotations.Nullable;

/** Counts what one call sends, and puts it into the log once, when the call ends. Used by one event loop. */
final class CallRecord {
    private final SimulatorLog log;
    private final Clock clock;
    private final String endpoint;
    private final @Nullable String requestId;
    private final int attempt;
    private final long startedAtMicros;

    private String model = "";
    private boolean stream;
    private int status;
    private Usage prompt = Usage.ZERO;
    private long outputTokens;
    private long reasoningTokens;
    private long contentBytes;
    private long bodyBytes;
    private int events;
    private boolean usageSent;
    private boolean ended;

    CallRecord(SimulatorLog log, Clock clock, String endpoint, @Nullable String requestId, int attempt) {
        this.log = log;
        this.clock = clock;
        this.endpoint = endpoint;
        this.requestId = requestId;
        this.attempt = attempt;
        this.startedAtMicros = clock.epochMicros();
        log.begin();
    }

    int attempt() {
        return attempt;
    }

    void requested(String askedModel, boolean asStream) {
        model = askedModel;
        stream = asStream;
    }

    void counted(Usage promptUsage) {
        prompt = promptUsage;
    }

    void answered(int httpStatus) {
        status = httpStatus;
    }

    void sent(Piece piece) {
        Tally tally = piece.tally();
        bodyBytes += piece.bytes().length;
        events += tally.events();
        outputTokens += tally.outputTokens();
        reasoningTokens += tally.reasoningTokens();
        contentBytes += tally.contentBytes();
        usageSent |= tally.usage();
    }

    boolean ended() {
        return ended;
    }

    void end(CallEnd end) {
        if (ended) {
            return;
        }
        ended = true;
        log.end(new SimulatorLogEntry(
                requestId,
                attempt,
                endpoint,
                model,
                stream,
                status,
                startedAtMicros,
                clock.epochMicros(),
                prompt.promptTokens(),
                prompt.cachedTokens(),
                outputTokens,
                reasoningTokens,
                contentBytes,
                events,
                bodyBytes,
                usageSent,
                end));
    }
}
