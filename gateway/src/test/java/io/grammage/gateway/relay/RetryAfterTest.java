package io.grammage.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.500Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                             | 0
            7                             | 7
            ' 120 '                       | 120
            86401                         | 86400
            999999999999                  | 86400
            Sat, 21 Nov 2026 10:00:03 GMT | 3
            Sat, 21 Nov 2026 09:00:00 GMT | 0
            Sun, 21 Nov 2027 10:00:00 GMT | 86400
            """)
    void readsSecondsAndDates(String value, int seconds) {
        assertThat(RetryAfter.seconds(value, NOW)).isEqualTo(OptionalInt.of(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "Sat, 99 Nov 2026 10:00:03 GMT", "٣"})
    void leavesAloneWhatMakesNoSense(String value) {
        assertThat(RetryAfter.seconds(value, NOW)).isEmpty();
    }

    @Test
    void knowsNothingWithoutTheHeader() {
        assertThat(RetryAfter.seconds(null, NOW)).isEmpty();
    }
}
