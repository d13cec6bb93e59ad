package io.grammage.footprint;

import io.grammage.footprint.internal.Check;
import java.util.Objects;

/**
 * One accelerator of a server.
 *
 * @param memoryGb memory in GB, 0.1 to 1,000,000
 * @param embodied what making it cost
 */
public record Gpu(double memoryGb, Embodied embodied) {
    public Gpu {
        Check.within("GPU memory in GB", memoryGb, 0.1, 1_000_000);
        Objects.requireNonNull(embodied, "embodied");
    }
}
