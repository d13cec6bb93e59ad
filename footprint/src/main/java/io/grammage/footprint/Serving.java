package io.grammage.footprint;

import io.grammage.footprint.internal.Check;
import java.util.Objects;

/**
 * How a method takes models to be served.
 *
 * @param batchSize requests that share a GPU at a time, 0.001 to 1,000,000; a mean, hence not necessarily whole
 * @param quantizationBits bits per parameter, 1 to 64
 * @param server the server they run on
 */
public record Serving(double batchSize, int quantizationBits, Server server) {
    /** Room that a model needs beyond its parameters, as a factor (EcoLogits, all versions). */
    private static final double MEMORY_OVERHEAD = 1.2;

    public Serving {
        Check.within("batch size", batchSize, 0.001, 1_000_000);
        Check.within("quantization bits", quantizationBits, 1, 64);
        Objects.requireNonNull(server, "server");
    }

    public Serving withBatchSize(double requests) {
        return new Serving(requests, quantizationBits, server);
    }

    public Serving withQuantizationBits(int bits) {
        return new Serving(batchSize, bits, server);
    }

    public Serving withServer(Server other) {
        return new Serving(batchSize, quantizationBits, other);
    }

    /** Memory for a model of so many billions of parameters, in GB: {@code 1.2 * total * bits / 8}. */
    double memoryGb(double totalBillions) {
        return MEMORY_OVERHEAD * totalBillions * quantizationBits / 8;
    }

    /** GPUs whose memory holds so much, the fewest possible. */
    long gpusFor(double memoryGb) {
        return (long) Math.ceil(memoryGb / server.gpu().memoryGb());
    }

    /** What a request has of so many GPUs and of the servers around them while it runs. */
    Machine machine(double memoryGb, long gpus) {
        double servers = (double) gpus / server.gpuCount();
        return new Machine(
                memoryGb,
                gpus,
                server.powerKw() * servers / batchSize,
                server.embodied().times(servers).plus(server.gpu().embodied().times((double) gpus)),
                1 / (server.lifetimeSeconds() * batchSize));
    }
}
