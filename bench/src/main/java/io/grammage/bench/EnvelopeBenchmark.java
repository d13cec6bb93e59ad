package io.grammage.bench;

import io.grammage.bench.http.ChatBodies;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.wire.Envelope;
import io.grammage.gateway.wire.EnvelopeReader;
import io.grammage.gateway.wire.JsonString;
import io.grammage.gateway.wire.RequestSplice;
import io.grammage.gateway.wire.RequestSplice.StreamOptions;
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

/** What it takes to read a chat request, and to make of it the one that the provider gets. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(2)
public class EnvelopeBenchmark {
    @Param({"2048", "102400"})
    public int bytes;

    private final JsonString upstreamModel = JsonString.of("upstream/model-name");
    private byte[] body = {};

    /** Makes the request. */
    @Setup
    public void prepare() {
        body = ChatBodies.request("bench-chat", bytes);
    }

    /** The one pass over the body. */
    @Benchmark
    public Envelope read() {
        return EnvelopeReader.read(body, body.length, Endpoint.CHAT_COMPLETIONS);
    }

    /** The pass, and the body with another model in it. */
    @Benchmark
    public byte[] readAndSplice() {
        Envelope envelope = EnvelopeReader.read(body, body.length, Endpoint.CHAT_COMPLETIONS);
        return RequestSplice.of(body, envelope, upstreamModel, StreamOptions.KEPT)
                .toBytes();
    }
}
