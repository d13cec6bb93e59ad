package io.grammage.footprint;

import static io.grammage.footprint.GoldenVectors.number;
import static io.grammage.footprint.GoldenVectors.numberOrNull;
import static io.grammage.footprint.GoldenVectors.range;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns the arguments of EcoLogits 0.9 into ours: those of the method, and those of the call. */
record GoldenInput(EcoLogits09 method, InferenceInput input) {
    static GoldenInput of(JsonNode vector) {
        JsonNode input = vector.required("input");
        Hosting hosting = new Hosting(
                GoldenVectors.mix(input),
                range(input.required("datacenter_pue")),
                range(input.required("datacenter_wue")));
        return new GoldenInput(
                method(input),
                new InferenceInput(
                        GoldenVectors.parameters(input),
                        hosting,
                        new Speed(numberOrNull(input, "tps"), numberOrNull(input, "ttft")),
                        input.required("output_token_count").doubleValue(),
                        numberOrNull(input, "request_latency")));
    }

    /** The same vector with the range in one argument replaced by that range's lower or upper end. */
    static GoldenInput atEnd(JsonNode vector, String argument, boolean upper) {
        ObjectNode changed = (ObjectNode) vector.deepCopy();
        ObjectNode input = (ObjectNode) changed.required("input");
        Range range = range(input.required(argument));
        input.put(argument, upper ? range.max() : range.min());
        return of(changed);
    }

    Estimate estimate() {
        return method.estimate(input);
    }

    private static EcoLogits09 method(JsonNode input) {
        EnergyFit energy = new EnergyFit(
                number(input, "gpu_energy_alpha", EcoLogits09.ENERGY.perParameter()),
                number(input, "gpu_energy_beta", EcoLogits09.ENERGY.perRequest()),
                number(input, "gpu_energy_gamma", EcoLogits09.ENERGY.constant()));
        LatencyFit latency = new LatencyFit(
                number(input, "latency_alpha", EcoLogits09.LATENCY.perParameter()),
                number(input, "latency_beta", EcoLogits09.LATENCY.perRequest()),
                number(input, "latency_gamma", EcoLogits09.LATENCY.constant()));
        return EcoLogits09.STANDARD
                .withServing(serving(input))
                .withFits(energy, latency)
                .withPublishedWater();
    }

    private static Serving serving(JsonNode input) {
        Server server = EcoLogits09.SERVING.server();
        Gpu gpu = new Gpu(
                number(input, "gpu_memory", server.gpu().memoryGb()),
                embodied(input, "gpu_embodied_", server.gpu().embodied()));
        // 0.9 names it model_quantization_bits; the vectors of the steps say quantization_bits.
        double bits = number(
                input,
                "model_quantization_bits",
                number(input, "quantization_bits", EcoLogits09.SERVING.quantizationBits()));
        return new Serving(
                number(input, "batch_size", EcoLogits09.SERVING.batchSize()),
                (int) bits,
                new Server(
                        number(input, "server_power", server.powerKw()),
                        (int) number(input, "server_gpu_count", server.gpuCount()),
                        gpu,
                        embodied(input, "server_embodied_", server.embodied()),
                        number(input, "server_lifetime", server.lifetimeSeconds())));
    }

    private static Embodied embodied(JsonNode input, String prefix, Embodied otherwise) {
        return new Embodied(
                number(input, prefix + "gwp", otherwise.gwp()),
                number(input, prefix + "adpe", otherwise.adpe()),
                number(input, prefix + "pe", otherwise.pe()));
    }
}
