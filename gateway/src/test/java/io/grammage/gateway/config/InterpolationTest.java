package io.grammage.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterpolationTest {
    private static final Map<String, String> VARIABLES =
            Map.of("NAME", "value", "EMPTY", "", "lower_1", "low", "NESTED", "${NAME} $${NAME}", "_", "underscore");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${NAME}|value",
                "a ${NAME} b ${lower_1} c|a value b low c",
                "${_}|underscore",
                "${UNSET:-8080}|8080",
                "${UNSET:-}|''",
                "${EMPTY:-default}|default",
                "${EMPTY}|''",
                "${NAME:-default}|value",
                "${UNSET:-a:-b $ {}|a:-b $ {",
                "$${NAME}|${NAME}",
                "$$${NAME}|$${NAME}",
                "$NAME costs 5$ $|$NAME costs 5$ $",
                "${NESTED}|${NAME} $${NAME}",
            })
    void fillsIn(String text, String expected) {
        assertThat(Interpolation.fill(text, VARIABLES::get)).isEqualTo(expected);
    }

    @Test
    void namesTheVariableThatIsNotSet() {
        assertThatThrownBy(() -> Interpolation.fill("x ${UNSET}", VARIABLES::get))
                .hasMessage("the environment variable UNSET is not set (expected: a value, or a default as in"
                        + " ${UNSET:-default})");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${", "${}", "${1A}", "${A-B}", "${NAME", "${NAME:default}", "${NAME:-open", "${ NAME }"})
    void refusesMalformedReferences(String text) {
        assertThatThrownBy(() -> Interpolation.fill(text, VARIABLES::get))
                .hasMessageStartingWith("malformed reference");
    }
}
