package io.grammage.footprint;

import java.util.Objects;

/**
 * One accelerator of a server.
 *
 * @param memoryGb memory in GB, > 0
 * @param embodied what making it cost
 */
public record Gpu(double memoryGb, Embodied embodied) {
    public Gpu {
        Check.positive("GPU memory in GB", memoryGb);
        Objects.requireNonNull(embodied, "embodied");
    }
}
