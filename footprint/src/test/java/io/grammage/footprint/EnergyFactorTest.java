package io.grammage.footprint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnergyFactorTest {
    private static final ElectricityMix MIX =
            new ElectricityMix(new Zone("test"), 0.0005, 10, 0.5, 4.0, "round numbers");

    @Test
    void multipliesItEnergyByThePue() {
        Impacts impacts = new EnergyFactor(Range.of(2, 4), false)
                .prepare(new Hosting(MIX, Range.of(1, 2), Range.of(1, 3)))
                .impacts(500);
        assertThat(impacts.energy()).isEqualTo(Range.of(1, 4));
        assertThat(impacts.gwp().usage()).isEqualTo(Range.of(0.5, 2));
        assertThat(impacts.pe().usage()).isEqualTo(Range.of(10, 40));
        assertThat(impacts.adpe().usage()).isEqualTo(Range.of(0.0005, 0.002));
        // 1 kWh * (1 + 1 * 4) L, and 2 kWh * (3 + 2 * 4) L.
        assertThat(impacts.wcf()).isEqualTo(Range.of(5, 22));
    }

    @Test
    void leavesEnergyAtTheMeterAsItIs() {
        PreparedEstimator estimator =
                new EnergyFactor(Range.of(2, 4), true).prepare(new Hosting(MIX, Range.of(1, 2), Range.of(1, 3)));
        Impacts impacts = estimator.impacts(500);
        assertThat(impacts.energy()).isEqualTo(Range.of(1, 2));
        // 1 kWh * (1/2 + 4) L with all the cooling there may be, and 2 kWh * (3/1 + 4) L with none.
        assertThat(impacts.wcf()).isEqualTo(Range.of(4.5, 14));
        assertThat(estimator.methodId()).isEqualTo("energy-factor");
    }

    @Test
    void saysNothingOfHardwareAndNothingOfUnknownWater() {
        ElectricityMix dry = new ElectricityMix(MIX.zone(), MIX.adpe(), MIX.pe(), MIX.gwp(), null, "test");
        Impacts impacts =
                new EnergyFactor(Range.of(2), false).prepare(Hosting.of(dry)).impacts(1000, 3);
        assertThat(impacts.gwp().embodied()).isNull();
        assertThat(impacts.adpe().embodied()).isNull();
        assertThat(impacts.pe().embodied()).isNull();
        assertThat(impacts.gwp().total()).isEqualTo(impacts.gwp().usage());
        assertThat(impacts.wcf()).isNull();
    }
}
