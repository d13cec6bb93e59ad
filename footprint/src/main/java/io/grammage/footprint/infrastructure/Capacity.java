package io.grammage.footprint.infrastructure;

import io.grammage.footprint.FootprintException;
import io.grammage.footprint.internal.Check;
import java.util.Objects;

/**
 * What a hypervisor has, or an Instance has of it.
 *
 * @param processors physical cores of a hypervisor, or the vCPUs (for some offers vGPUs) of an Instance; >= 0
 * @param memory RAM
 * @param disk local storage, not volumes
 */
public record Capacity(double processors, DataSize memory, DataSize disk) {
    public Capacity {
        Check.notNegative("processors", processors);
        Objects.requireNonNull(memory, "memory");
        Objects.requireNonNull(disk, "disk");
    }

    /**
     * The shares that an Instance has of a hypervisor, each of its own kind. That of processors may exceed 1, since vCPUs
     * are not physical cores. A hypervisor without local storage has none to share.
     *
     * @throws FootprintException if the hypervisor has no processor, or less memory or disk than the Instance
     */
    public Shares of(Capacity hypervisor) {
        if (hypervisor.processors == 0) {
            throw new FootprintException("processors of the hypervisor: 0 (expected: > 0)");
        }
        return new Shares(
                Ratio.of(processors / hypervisor.processors),
                memory.of(hypervisor.memory),
                disk.bytes() == 0 ? Ratio.of(0) : disk.of(hypervisor.disk));
    }

    /** Shares of processors, memory and disk. */
    public record Shares(Ratio processors, Ratio memory, Ratio disk) {}
}
