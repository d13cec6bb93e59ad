package io.grammage.gateway.telemetry;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.ledger.CallStart;
import io.grammage.gateway.ledger.Served;
import io.grammage.gateway.ledger.UsageRecord;
import io.grammage.gateway.relay.CallListener;
import io.grammage.gateway.relay.FinishedCall;
import io.grammage.gateway.relay.RefusedCall;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One JSON line for each request that was answered. Names keys and projects by id only. Thread-safe. */
public final class AccessLog implements CallListener {
    static final String LOGGER_NAME = "access";
    private static final Logger LOG = LoggerFactory.getLogger(LOGGER_NAME);

    private final Clock clock;

    public AccessLog(Clock clock) {
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public void onFinished(FinishedCall call) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        UsageRecord record = call.record();
        CallStart start = record.start();
        Served served = record.served();
        TokenCounts tokens = record.usage().consumption().tokens();
        LOG.info(new Line(clock)
                .text("id", start.id().toString())
                .text("endpoint", start.endpoint().path())
                .number("status", record.ending().status())
                .text("outcome", record.ending().outcome().wireName())
                .number("latency_us", record.ending().latencyMicros())
                .number("overhead_us", call.overheadNanos() / 1_000)
                .text("project", start.project().toString())
                .text("key", start.key().toString())
                .text("model", start.model())
                .text("provider", served == null ? "" : served.provider())
                .number("attempts_failed", record.attempts().size())
                .number("stream", start.stream() ? 1 : 0)
                .number("tokens_in", tokens.prompt())
                .number("tokens_out", tokens.output())
                .text("counts", record.usage().consumption().source().wireName())
                .number("bytes_in", start.promptBytes())
                .number("bytes_out", call.answerBytes())
                .end());
    }

    @Override
    public void onRefused(RefusedCall call) {
        if (LOG.isInfoEnabled()) {
            LOG.info(new Line(clock)
                    .text("id", call.id().toString())
                    .text("endpoint", call.endpoint().path())
                    .number("status", call.code().httpStatus())
                    .text("error", call.code().code())
                    .end());
        }
    }

    /** A request to any other surface. */
    public void onOther(String method, String path, int status, long latencyMicros) {
        if (LOG.isInfoEnabled()) {
            LOG.info(new Line(clock)
                    .text("method", method)
                    .text("path", path)
                    .number("status", status)
                    .number("latency_us", latencyMicros)
                    .end());
        }
    }

    /** Builds one line. */
    private static final class Line {
        private final StringBuilder json = new StringBuilder(384);

        Line(Clock clock) {
            json.append("{\"time\":\"").append(clock.now()).append('"');
        }

        Line text(String name, String value) {
            json.append(",\"").append(name).append("\":\"");
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                // What needs an escape has no place in a path or a name that we chose ourselves.
                json.append(c < ' ' || c == '"' || c == '\\' || c > '~' ? '?' : c);
            }
            json.append('"');
            return this;
        }

        Line number(String name, long value) {
            json.append(",\"").append(name).append("\":").append(value);
            return this;
        }

        String end() {
            return json.append('}').toString();
        }
    }
}
