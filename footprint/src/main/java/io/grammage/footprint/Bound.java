package io.grammage.footprint;

/**
 * One end of an estimate: everything uncertain at its lowest, or everything at its highest. All indicators grow with
 * each of their inputs, so the two ends bound whatever lies between.
 */
record Bound(Work work, Machine machine, Site site) {
    private static final double SECONDS_PER_HOUR = 3600;

    /** Time to generate, in seconds: as modelled, or as measured if that is less. */
    double seconds(double tokens, double measuredSeconds) {
        return Math.min(tokens * work.secondsPerToken() + work.firstTokenSeconds(), measuredSeconds);
    }

    /** Energy of one GPU, in kWh. */
    double gpuKwh(double tokens) {
        return tokens * work.kwhPerToken();
    }

    /** Energy of the servers without their GPUs, in kWh. */
    double serverKwh(double seconds) {
        return seconds / SECONDS_PER_HOUR * machine.serverKw();
    }

    /** Energy of the request with all that the data centre adds, in kWh. */
    double energyKwh(double tokens, double seconds) {
        return site.pue() * (serverKwh(seconds) + machine.gpus() * gpuKwh(tokens));
    }

    Steps steps(double tokens, double measuredSeconds) {
        double seconds = seconds(tokens, measuredSeconds);
        return new Steps(
                new Steps.Gpus(machine.memoryGb(), machine.gpus(), gpuKwh(tokens)),
                seconds,
                serverKwh(seconds),
                machine.embodied());
    }
}
