package io.grammage.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImpactsFiguresTest {
    private static final Range ENERGY = Range.of(0.001, 0.002);

    @Test
    void figuresComeInTheOrderTheyAreDocumentedIn() {
        Impacts impacts = impacts(Range.of(5, 6), Range.of(15, 16));

        assertThat(impacts.figures())
                .containsExactly(0.001, 0.002, 3, 4, 5, 6, 7, 8, 5, 6, 11, 12, 5, 6, 15, 16)
                .hasSize(Impacts.FIGURES);
    }

    @Test
    void figuresMakeTheSameImpactsAgain() {
        Impacts whole = impacts(Range.of(5, 6), Range.of(15, 16));
        Impacts partial = impacts(null, null);

        assertThat(Impacts.ofFigures(whole.figures())).isEqualTo(whole);
        assertThat(Impacts.ofFigures(partial.figures())).isEqualTo(partial);
        assertThat(Impacts.ofFigures(partial.figures()).wcf()).isNull();
        assertThat(Impacts.ofFigures(partial.figures()).gwp().embodied()).isNull();
    }

    @Test
    void refusesFiguresThatNoMethodGives() {
        double[] noEnergy = impacts(null, null).figures();
        noEnergy[0] = Double.NaN;

        assertThatThrownBy(() -> Impacts.ofFigures(noEnergy)).isInstanceOf(FootprintException.class);
        assertThatThrownBy(() -> Impacts.ofFigures(new double[15]))
                .isInstanceOf(FootprintException.class)
                .hasMessageContaining("15");
    }

    private static Impacts impacts(@Nullable Range embodied, @Nullable Range wcf) {
        return Impacts.of(
                ENERGY,
                new Phases(Range.of(3, 4), embodied),
                new Phases(Range.of(7, 8), embodied),
                new Phases(Range.of(11, 12), embodied),
                wcf);
    }
}
