package io.grammage.footprint;

import io.grammage.footprint.internal.Check;
import java.util.Objects;

/**
 * The server that a model is taken to run on.
 *
 * @param powerKw power without its GPUs, in kW, >= 0
 * @param gpuCount GPUs in it, 1 to 1,024
 * @param gpu one of them
 * @param embodied what making it cost, without its GPUs
 * @param lifetimeSeconds how long it serves, in seconds, 1 to 1e10
 */
public record Server(double powerKw, int gpuCount, Gpu gpu, Embodied embodied, double lifetimeSeconds) {
    public Server {
        Check.notNegative("server power in kW", powerKw);
        Check.within("GPUs per server", gpuCount, 1, 1024);
        Objects.requireNonNull(gpu, "gpu");
        Objects.requireNonNull(embodied, "embodied");
        Check.within("server lifetime in seconds", lifetimeSeconds, 1, 1e10);
    }
}
