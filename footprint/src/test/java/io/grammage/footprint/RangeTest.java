package io.grammage.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTest {
    @Test
    void addsAndScalesEndByEnd() {
        assertThat(Range.of(1, 2).plus(Range.of(10, 30))).isEqualTo(Range.of(11, 32));
        assertThat(Range.of(1, 2).times(3)).isEqualTo(Range.of(3, 6));
        assertThat(Range.of(1, 2).times(0)).isEqualTo(Range.ZERO);
    }

    @Test
    void hasAMiddleThatIsExactForOneValue() {
        assertThat(Range.of(1, 4).middle()).isEqualTo(2.5);
        assertThat(Range.of(0.1).middle()).isEqualTo(0.1);
        assertThat(Range.of(Double.MIN_VALUE).middle()).isEqualTo(Double.MIN_VALUE);
        assertThat(Range.of(Double.MAX_VALUE / 2, Double.MAX_VALUE).middle()).isFinite();
    }

    @Test
    void containsItsEnds() {
        assertThat(Range.of(1, 2).contains(1)).isTrue();
        assertThat(Range.of(1, 2).contains(2)).isTrue();
        assertThat(Range.of(1, 2).contains(2.1)).isFalse();
        assertThat(Range.of(1, 2).contains(Double.NaN)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "NaN, 1", "1, NaN", "-Infinity, 1", "1, Infinity"})
    void refusesEndsThatAreNotInOrderOrNotFinite(double min, double max) {
        assertThatThrownBy(() -> Range.of(min, max))
                .isInstanceOf(FootprintException.class)
                .hasMessage("range: " + min + ".." + max + " (expected: finite, minimum <= maximum)");
    }

    @Test
    void refusesANegativeFactor() {
        assertThatThrownBy(() -> Range.of(1, 2).times(-1)).hasMessage("factor: -1 (expected: >= 0 and finite)");
    }

    @ParameterizedTest
    @CsvSource({"8, 8, 8", "8..28, 8, 28", "0.13..0.999, 0.13, 0.999", "1e-8 .. 2E-8, 1e-8, 2e-8", "-1..1, -1, 1"})
    void readsWhatConfigurationWrites(String text, double min, double max) {
        assertThat(Range.parse(text)).isEqualTo(Range.of(min, max));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "..", "8..", "..8", "8...28", "8-28", "NaN", "Infinity", "0x1p3", "8d", "8,5", "1..2..3"
            })
    void refusesWhatIsNoRange(String text) {
        assertThatThrownBy(() -> Range.parse(text))
                .isInstanceOf(FootprintException.class)
                .hasMessageContaining("\"" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "8..28", "0.1..0.25", "4.858E-8", "1000000"})
    void writesWhatItReads(String text) {
        assertThat(Range.parse(text).toString()).isEqualTo(text);
    }
}
