package io.grammage.footprint;

/**
 * The data centre and its electricity, with all values at one bound.
 *
 * @param pue total energy over IT energy
 * @param gwp kgCO2eq per kWh
 * @param adpe kgSbeq per kWh
 * @param pe MJ per kWh
 * @param waterPerKwh L per kWh of total energy; {@link Impacts#ABSENT} where water is not estimated
 */
record Site(double pue, double gwp, double adpe, double pe, double waterPerKwh) {
    static Site of(ElectricityMix mix, double pue, double waterPerKwh) {
        return new Site(pue, mix.gwp(), mix.adpe(), mix.pe(), waterPerKwh);
    }
}
