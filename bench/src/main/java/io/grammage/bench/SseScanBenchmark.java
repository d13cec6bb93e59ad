package io.grammage.bench;

import io.grammage.bench.http.ChatBodies;
import io.grammage.gateway.wire.AnswerReader;
import io.grammage.gateway.wire.AnswerShape;
import io.grammage.gateway.wire.AnswerSplice;
import io.grammage.gateway.wire.JsonString;
import io.grammage.gateway.wire.SseEvent;
import io.grammage.gateway.wire.SseScanner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an event of a stream costs: 64 with content and two more, in 8 pieces cut anywhere. Figures are per event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(2)
public class SseScanBenchmark {
    private static final int CONTENT_EVENTS = 64;
    private static final int EVENTS = CONTENT_EVENTS + 2;
    private static final int PIECES = 8;

    private final JsonString publicModel = JsonString.of("bench-chat");
    private final AnswerReader reader = new AnswerReader(publicModel);
    private final List<byte[]> pieces = new ArrayList<>();
    private long written;

    /** Cuts the stream. */
    @Setup
    public void prepare() {
        byte[] stream = ChatBodies.stream("upstream/model-name", CONTENT_EVENTS);
        int length = Math.ceilDiv(stream.length, PIECES);
        for (int from = 0; from < stream.length; from += length) {
            pieces.add(Arrays.copyOfRange(stream, from, Math.min(stream.length, from + length)));
        }
    }

    /** Cutting the pieces into events. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int scan() {
        SseScanner scanner = new SseScanner();
        int events = 0;
        for (byte[] piece : pieces) {
            scanner.feed(piece, 0, piece.length);
            while (scanner.next() != null) {
                events++;
            }
        }
        return events;
    }

    /** The same, with each event read, and written with the public name of the model. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long scanReadAndSplice() {
        SseScanner scanner = new SseScanner();
        for (byte[] piece : pieces) {
            scanner.feed(piece, 0, piece.length);
            for (SseEvent event = scanner.next(); event != null; event = scanner.next()) {
                pass(event);
            }
        }
        return written;
    }

    private void pass(SseEvent event) {
        AnswerShape shape = event.hasData() ? reader.read(event.data(), event.dataStart(), event.dataEnd()) : null;
        if (shape == null) {
            event.writeTo(this::count);
        } else {
            AnswerSplice.renamed(event.splice(), shape, publicModel).writeTo(this::count);
        }
    }

    private void count(byte[] bytes, int offset, int length) {
        written += length;
    }
}
