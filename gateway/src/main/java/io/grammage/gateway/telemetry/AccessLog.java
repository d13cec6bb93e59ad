package io.grammage.gateway.telemetry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.ledger.CallStart;
import io.grammage.gateway.ledger.Served;
import io.grammage.gateway.ledger.UsageRecord;
import io.grammage.gateway.relay.CallListener;
import io.grammage.gateway.relay.FinishedCall;
import io.grammage.gateway.relay.RefusedCall;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One JSON line for each request that was answered. Names keys and projects by id only.
 *
 * <p>A thread of its own makes the lines and writes those of {@value #PAUSE_MILLIS} ms at once: an event loop only puts down
 * what is to be said, and wakes nobody. Where the reader is so slow that {@value #WAITING_MAX} lines wait, further ones are
 * dropped and counted. Thread-safe.
 */
public final class AccessLog implements CallListener, AutoCloseable {
    /** How many lines wait to be written at most. */
    static final int WAITING_MAX = 8_192;

    private static final long PAUSE_MILLIS = 20;
    private static final long CLOSING_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

    private final Clock clock;
    private final OutputStream out;
    private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final LongAdder dropped = new LongAdder();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread writer =
            Thread.ofPlatform().daemon().name("access-log").unstarted(this::write);

    private record Entry(Instant time, Consumer<Line> content) {}

    private AccessLog(OutputStream out, Clock clock) {
        this.out = requireNonNull(out, "out");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Begins to write to the stream, which is not closed. */
    public static AccessLog to(OutputStream out, Clock clock) {
        AccessLog log = new AccessLog(out, clock);
        log.writer.start();
        return log;
    }

    @Override
    public void onFinished(FinishedCall call) {
        put(line -> finished(line, call));
    }

    @Override
    public void onRefused(RefusedCall call) {
        put(line -> line.text("id", call.id().toString())
                .text("endpoint", call.endpoint().path())
                .number("status", call.code().httpStatus())
                .text("error", call.code().code()));
    }

    /** A request to any other surface. */
    public void onOther(String method, String path, int status, long latencyMicros) {
        put(line -> line.text("method", method)
                .text("path", path)
                .number("status", status)
                .number("latency_us", latencyMicros));
    }

    private static void finished(Line line, FinishedCall call) {
        UsageRecord record = call.record();
        CallStart start = record.start();
        Served served = record.served();
        TokenCounts tokens = record.usage().consumption().tokens();
        line.text("id", start.id().toString())
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
                .number("bytes_out", call.answerBytes());
    }

    private void put(Consumer<Line> content) {
        if (!waiting.offer(new Entry(clock.now(), content))) {
            dropped.increment();
        }
    }

    private void write() {
        try {
            boolean last;
            do {
                last = closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                writeWaiting();
            } while (!last);
        } catch (InterruptedException e) {
            throw new IllegalStateException("the access log's thread is never interrupted", e);
        }
    }

    private void writeWaiting() {
        List<Entry> entries = new ArrayList<>();
        waiting.drainTo(entries);
        if (entries.isEmpty()) {
            return;
        }
        Line lines = new Line();
        for (Entry entry : entries) {
            lines.begin(entry.time());
            entry.content().accept(lines);
            lines.end();
        }
        try {
            out.write(lines.toBytes());
            out.flush();
        } catch (IOException e) {
            LOG.warn("{} lines of the access log could not be written: {}", entries.size(), e.toString());
        }
        long lost = dropped.sumThenReset();
        if (lost > 0) {
            LOG.warn("{} lines of the access log were dropped, as its reader is too slow", lost);
        }
    }

    /** Writes what waits, unless that takes longer than {@value #CLOSING_SECONDS} s. */
    @Override
    public void close() {
        closing.countDown();
        try {
            writer.join(TimeUnit.SECONDS.toMillis(CLOSING_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Builds lines. */
    private static final class Line {
        private final StringBuilder json = new StringBuilder();
        private String second = "";
        private long epochSecond = Long.MIN_VALUE;

        void begin(Instant time) {
            if (time.getEpochSecond() != epochSecond) {
                epochSecond = time.getEpochSecond();
                String text = Instant.ofEpochSecond(epochSecond).toString();
                second = text.substring(0, text.length() - 1);
            }
            String micros = Integer.toString(1_000_000 + time.getNano() / 1_000);
            json.append("{\"time\":\"").append(second).append('.').append(micros, 1, micros.length());
            json.append("Z\"");
        }

        Line text(String name, String value) {
            json.append(",\"").append(name).append("\":\"").append(isPlain(value) ? value : plain(value));
            json.append('"');
            return this;
        }

        private static boolean isPlain(String value) {
            for (int i = 0; i < value.length(); i++) {
                if (!isPlain(value.charAt(i))) {
                    return false;
                }
            }
            return true;
        }

        /** What needs an escape has no place in a path or a name that we chose ourselves. */
        private static boolean isPlain(char c) {
            return c >= ' ' && c <= '~' && c != '"' && c != '\\';
        }

        private static String plain(String value) {
            StringBuilder plain = new StringBuilder(value.length());
            for (int i = 0; i < value.length(); i++) {
                plain.append(isPlain(value.charAt(i)) ? value.charAt(i) : '?');
            }
            return plain.toString();
        }

        Line number(String name, long value) {
            json.append(",\"").append(name).append("\":").append(value);
            return this;
        }

        void end() {
            json.append("}\n");
        }

        byte[] toBytes() {
            return json.toString().getBytes(US_ASCII);
        }
    }
}
