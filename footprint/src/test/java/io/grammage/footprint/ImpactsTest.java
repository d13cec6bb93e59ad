package io.grammage.footprint;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImpactsTest {
    private static final Impacts WHOLE = impacts(1, Range.of(3, 4), Range.of(5));

    private static Impacts impacts(double energy, @Nullable Range embodied, @Nullable Range water) {
        Phases phases = new Phases(Range.of(1, 2), embodied);
        return Impacts.of(Range.of(energy), phases, phases, phases, water);
    }

    @Test
    void givesBackWhatItWasMadeOf() {
        assertThat(WHOLE.energy()).isEqualTo(Range.of(1));
        assertThat(WHOLE.gwp()).isEqualTo(new Phases(Range.of(1, 2), Range.of(3, 4)));
        assertThat(WHOLE.adpe()).isEqualTo(WHOLE.gwp());
        assertThat(WHOLE.pe()).isEqualTo(WHOLE.gwp());
        assertThat(WHOLE.wcf()).isEqualTo(Range.of(5));
    }

    @Test
    void addsUpIndicatorByIndicator() {
        Impacts sum = WHOLE.plus(impacts(10, Range.of(30, 40), Range.of(50)));
        assertThat(sum.energy()).isEqualTo(Range.of(11));
        assertThat(sum.gwp()).isEqualTo(new Phases(Range.of(2, 4), Range.of(33, 44)));
        assertThat(sum.wcf()).isEqualTo(Range.of(55));
    }

    @Test
    void takesNothingThatIsMissingForZero() {
        Impacts sum = WHOLE.plus(impacts(1, null, null));
        assertThat(sum.gwp()).isEqualTo(new Phases(Range.of(2, 4), null));
        assertThat(sum.gwp().total()).isEqualTo(Range.of(2, 4));
        assertThat(sum.wcf()).isNull();
    }

    @Test
    void isEqualByItsFigures() {
        assertThat(WHOLE)
                .isEqualTo(impacts(1, Range.of(3, 4), Range.of(5)))
                .hasSameHashCodeAs(impacts(1, Range.of(3, 4), Range.of(5)));
        assertThat(WHOLE).isNotEqualTo(impacts(2, Range.of(3, 4), Range.of(5)));
        assertThat(WHOLE).isNotEqualTo(impacts(1, Range.of(3, 4), null));
        assertThat(impacts(1, null, null)).isEqualTo(impacts(1, null, null));
    }

    @Test
    void readsAsASentence() {
        assertThat(WHOLE).hasToString("Impacts[1 kWh, 4..6 kgCO2eq, 4..6 kgSbeq, 4..6 MJ, 5 L]");
        assertThat(impacts(1, null, null).toString()).endsWith("water not estimated]");
    }
}
