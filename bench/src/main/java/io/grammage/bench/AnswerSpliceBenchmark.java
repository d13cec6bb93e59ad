package io.grammage.bench;

import static java.util.Objects.requireNonNull;

import io.grammage.bench.http.ChatBodies;
import io.grammage.gateway.wire.AnswerReader;
import io.grammage.gateway.wire.AnswerShape;
import io.grammage.gateway.wire.AnswerSplice;
import io.grammage.gateway.wire.EnrichedUsage;
import io.grammage.gateway.wire.JsonString;
import io.grammage.gateway.wire.ReportedUsage;
import io.grammage.gateway.wire.Span;
import io.grammage.gateway.wire.Splice;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to find model and usage in a plain answer, to read the counts, and to put the enriched ones in place. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(2)
public class AnswerSpliceBenchmark {
    /** As many bytes as cost, carbon, impacts and footprint take. */
    private static final int ADDED_BYTES = 900;

    @Param({"1024", "65536"})
    public int bytes;

    private final JsonString publicModel = JsonString.of("bench-chat");
    private final AnswerReader reader = new AnswerReader(publicModel);
    private final byte[] added = ("\"added\":\"" + "x".repeat(ADDED_BYTES) + "\"").getBytes(StandardCharsets.US_ASCII);
    private byte[] answer = {};

    /** Makes the answer. */
    @Setup
    public void prepare() {
        answer = ChatBodies.answer("upstream/model-name", bytes);
    }

    /** The pass over the answer that finds what changes. */
    @Benchmark
    public AnswerShape read() {
        return shape();
    }

    /** The counts, from where the pass found them. */
    @Benchmark
    public Optional<ReportedUsage> readWithCounts() {
        Span usage = usage(shape());
        return ReportedUsage.read(answer, usage.start(), usage.end());
    }

    /** The answer as the caller gets it. */
    @Benchmark
    public byte[] readAndSplice() {
        AnswerShape shape = shape();
        Span usage = usage(shape);
        byte[] enriched = EnrichedUsage.of(answer, usage.start(), usage.end(), added);
        Splice splice = AnswerSplice.renamed(Splice.of(answer, 0, answer.length), shape, publicModel);
        return AnswerSplice.withUsage(splice, shape, enriched).toBytes();
    }

    private AnswerShape shape() {
        return requireNonNull(reader.read(answer, 0, answer.length), "the answer is not JSON");
    }

    private static Span usage(AnswerShape shape) {
        return requireNonNull(shape.usage(), "the answer has no usage");
    }
}
