package io.grammage.bench;

import io.grammage.footprint.FootprintMethod;
import io.grammage.footprint.Hosting;
import io.grammage.footprint.Impacts;
import io.grammage.footprint.ModelParameters;
import io.grammage.footprint.PreparedEstimator;
import io.grammage.footprint.Range;
import io.grammage.footprint.Speed;
import io.grammage.footprint.Zone;
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

/** What it takes to turn tokens and latency into impacts. Budget: 200 ns a call, no garbage beyond the result. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(2)
public class ImpactsBenchmark {
    /** More tokens than fit the branch predictor's memory of one value; a power of two, so that a mask wraps around. */
    private static final int CALLS = 1024;

    @Param({"ecologits-0.9", "ecologits-0.8"})
    public String method = "";

    private final long[] tokens = new long[CALLS];
    private final double[] seconds = new double[CALLS];
    private PreparedEstimator estimator = estimator("ecologits-0.9");
    private int next;

    /** Prepares the estimator of a mixture of experts of uncertain size, and calls of 16 to 1,039 tokens. */
    @Setup
    public void prepare() {
        estimator = estimator(method);
        for (int i = 0; i < CALLS; i++) {
            tokens[i] = 16 + (i * 37L) % CALLS;
            seconds[i] = 0.05 + tokens[i] * 0.012;
        }
    }

    /** A call whose latency was measured, as every call of the relay. */
    @Benchmark
    public Impacts measuredLatency() {
        int call = next++ & (CALLS - 1);
        return estimator.impacts(tokens[call], seconds[call]);
    }

    /** A call whose latency is modelled, as for records without one. */
    @Benchmark
    public Impacts modelledLatency() {
        return estimator.impacts(tokens[next++ & (CALLS - 1)]);
    }

    private static PreparedEstimator estimator(String id) {
        FootprintMethod method = FootprintMethod.byId(id);
        ModelParameters parameters = new ModelParameters(Range.of(44, 132), Range.of(440));
        Hosting hosting = Hosting.of(method.mixes().require(new Zone("WOR")));
        return method.prepare(parameters, hosting, Speed.UNKNOWN);
    }
}
