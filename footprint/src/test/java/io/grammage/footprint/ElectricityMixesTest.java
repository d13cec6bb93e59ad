package io.grammage.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElectricityMixesTest {
    private static final Zone FRANCE = new Zone("FRA");

    @Test
    void holdsFiftyZonesWithWaterForVersion09() {
        ElectricityMixes mixes = ElectricityMixes.ecologits09();
        assertThat(mixes.known()).hasSize(50).startsWith(Zone.WORLD);
        ElectricityMix france = mixes.require(FRANCE);
        assertThat(france.gwp()).isEqualTo(0.04418);
        assertThat(france.adpe()).isEqualTo(0.00000004858);
        assertThat(france.pe()).isEqualTo(9.3135);
        assertThat(france.wue()).isEqualTo(3.6737);
        assertThat(mixes.known()).allMatch(zone -> mixes.require(zone).wue() != null);
    }

    @Test
    void holds138ZonesWithoutWaterForVersion08() {
        ElectricityMixes mixes = ElectricityMixes.ecologits08();
        assertThat(mixes.known()).hasSize(138).contains(new Zone("EEE"), new Zone("ZAF"));
        ElectricityMix world = mixes.require(Zone.WORLD);
        assertThat(world.gwp()).isEqualTo(0.590478);
        assertThat(world.adpe()).isEqualTo(0.0000000737708);
        assertThat(world.pe()).isEqualTo(9.988);
        assertThat(mixes.known()).allMatch(zone -> mixes.require(zone).wue() == null);
    }

    @Test
    void agreesWithEveryMixInTheGoldenVectors() {
        GoldenVectors.read("impacts-0.9.jsonl").stream()
                // These have a mix of their own.
                .filter(vector -> !GoldenVectors.id(vector).startsWith("edge/mix-"))
                .filter(vector -> !GoldenVectors.id(vector).startsWith("upstream-test/"))
                .map(vector -> GoldenVectors.mix(vector.required("input")))
                .forEach(mix -> assertSameFigures(ElectricityMixes.ecologits09().require(mix.zone()), mix));
        GoldenVectors.read("impacts-0.8.2.jsonl").stream()
                .map(vector -> GoldenVectors.mix(vector.required("input")))
                .forEach(mix -> assertSameFigures(ElectricityMixes.ecologits08().require(mix.zone()), mix));
    }

    private static void assertSameFigures(ElectricityMix mix, ElectricityMix other) {
        assertThat(mix)
                .isEqualTo(new ElectricityMix(
                        other.zone(), other.adpe(), other.pe(), other.gwp(), other.wue(), mix.source()));
    }

    @Test
    void findsNothingForAnUnknownZone() {
        assertThat(ElectricityMixes.ecologits09().find(new Zone("ZZZ"))).isEmpty();
        assertThat(ElectricityMixes.ecologits09().find(new Zone("fra"))).isEmpty();
    }

    @Test
    void saysWhichZonesThereAre() {
        assertThatThrownBy(() -> ElectricityMixes.ecologits09().require(new Zone("fra")))
                .isInstanceOf(FootprintException.class)
                .hasMessageStartingWith("zone: \"fra\", did you mean FRA?")
                .hasMessageContaining("(expected one of: ARG, AUS, ")
                .hasMessageEndingWith("USA, WOR)");
    }

    @Test
    void takesAnOperatorsOwnMixesAndLeavesTheOriginalAlone() {
        ElectricityMixes original = ElectricityMixes.ecologits09();
        ElectricityMix solar = new ElectricityMix(new Zone("our-roof"), 0, 1, 0.03, null, "our meter");
        ElectricityMix france = new ElectricityMix(FRANCE, 0, 1, 0.02, 1.0, "our contract");
        ElectricityMixes extended = original.with(solar).with(france);
        assertThat(extended.known()).hasSize(51).endsWith(solar.zone());
        assertThat(extended.require(solar.zone())).isEqualTo(solar);
        assertThat(extended.require(FRANCE)).isEqualTo(france);
        assertThat(original.require(FRANCE).gwp()).isEqualTo(0.04418);
        assertThat(original.find(solar.zone())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1e-9 | 1 | 0.1 | 1 | adpe in kgSbeq per kWh: -1E-9 (expected: 0 to 0.001)",
                "0.5 | 1 | 0.1 | 1 | adpe in kgSbeq per kWh: 0.5 (expected: 0 to 0.001)",
                "0 | NaN | 0.1 | 1 | pe in MJ per kWh: NaN (expected: 0 to 1000)",
                "0 | Infinity | 0.1 | 1 | pe in MJ per kWh: Infinity (expected: 0 to 1000)",
                "0 | 1 | 475 | 1 | gwp in kgCO2eq per kWh: 475 (expected: 0 to 10)",
                "0 | 1 | 0.1 | -1 | wue in L per kWh: -1 (expected: 0 to 100)"
            })
    void refusesFiguresThatNoMixHas(double adpe, double pe, double gwp, double wue, String refusal) {
        assertThatThrownBy(() -> new ElectricityMix(FRANCE, adpe, pe, gwp, wue, "test"))
                .isInstanceOf(FootprintException.class)
                .hasMessage("electricity mix FRA, " + refusal);
    }
}
