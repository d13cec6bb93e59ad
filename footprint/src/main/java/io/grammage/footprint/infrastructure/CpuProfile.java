package io.grammage.footprint.infrastructure;

/**
 * What a processor draws by its load: {@code a * ln(b * (x + c)) + d} watts at {@code x} % (BoaviztAPI, consumption
 * profiles).
 */
record CpuProfile(double a, double b, double c, double d) {
    static CpuProfile of(Entry entry) {
        return new CpuProfile(entry.number("a"), entry.number("b"), entry.number("c"), entry.number("d"));
    }

    Power at(double loadPercent) {
        return Power.ofWatts(a * Math.log(b * (loadPercent + c)) + d);
    }
}
