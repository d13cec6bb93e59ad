package io.grammage.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.footprint.Range;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypesTest {
    private static final ScalarType<Duration> DURATION = Types.duration(Duration.ofMillis(1), Duration.ofHours(24));

    @ParameterizedTest
    @CsvSource({"5s,PT5S", "500ms,PT0.5S", "2m,PT2M", "1h,PT1H", "60,PT1M", "0.5,PT0.5S", "1.5h,PT1H30M", "86400,PT24H"
    })
    void readsDurations(String text, Duration expected) {
        assertThat(DURATION.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0s", "-1", "25h", "5 s", "5d", "1e3", "PT5S", "999999999h", "s", "0.0001s"})
    void refusesOtherDurations(String text) {
        assertThatThrownBy(() -> DURATION.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"1024,1024", "32MiB,33554432", "1GiB,1073741824", "512KiB,524288"})
    void readsBytes(String text, long expected) {
        assertThat(Types.bytes(1, 1L << 40).parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "32MB", "32 MiB", "1.5MiB", "999999999999999GiB", "-1", "2TiB"})
    void refusesOtherBytes(String text) {
        ScalarType<Long> bytes = Types.bytes(1, 1L << 40);
        assertThatThrownBy(() -> bytes.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1,0.1",
        "0.10,0.1",
        "0,0",
        "0.0,0",
        "1200,1.2E+3",
        "1e-3,0.001",
        "0.000001,0.000001",
        "999999999,999999999"
    })
    void readsPricesExactly(String text, BigDecimal expected) {
        assertThat(Types.price().parse(text)).isEqualByComparingTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-0.1",
                "0.0000001",
                "1000000000",
                "1e99",
                "1e999999999",
                "NaN",
                ".inf",
                "0x10",
                "1,5",
                "1_000",
                "١"
            })
    void refusesOtherPrices(String text) {
        assertThatThrownBy(() -> Types.price().parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsRanges() {
        ScalarType<Range> range = Types.range(0, 1_000_000);
        assertThat(range.parse("8")).isEqualTo(Range.of(8));
        assertThat(range.parse("0.5")).isEqualTo(Range.of(0.5));
        assertThat(range.parse("8..28")).isEqualTo(Range.of(8, 28));
        assertThat(range.parse("5 .. 18.5")).isEqualTo(Range.of(5, 18.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "28..8", "8...28", "8..", "..8", "-1", "8-28", "1e9", "many"})
    void refusesOtherRanges(String text) {
        ScalarType<Range> range = Types.range(0, 1_000_000);
        assertThatThrownBy(() -> range.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsADateAsItsFirstMomentInUtc() {
        assertThat(Types.moment().parse("2027-03-31")).isEqualTo(Instant.parse("2027-03-31T00:00:00Z"));
        assertThat(Types.moment().parse("2027-03-31T12:00:00Z")).isEqualTo(Instant.parse("2027-03-31T12:00:00Z"));
        assertThat(Types.moment().parse("2027-03-31T12:00:00+02:00")).isEqualTo(Instant.parse("2027-03-31T10:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2027-02-30", "31.03.2027", "2027", "2027-03-31T12:00:00", "tomorrow", "2027-3-31T0:0Z"})
    void refusesOtherMoments(String text) {
        assertThatThrownBy(() -> Types.moment().parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stripsNamesAndSecrets() {
        assertThat(Types.name(64).parse(" my model ")).isEqualTo("my model");
        assertThat(Types.secret().parse("sk-1\n").reveal()).isEqualTo("sk-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "né", "a\nb", "a\u0000b", "a\tb"})
    void refusesNamesThatDoNotFitIntoAHeader(String text) {
        assertThatThrownBy(() -> Types.name(64).parse(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Types.secret().parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void boundsLengths() {
        assertThat(Types.name(3).parse("abc")).isEqualTo("abc");
        assertThatThrownBy(() -> Types.name(3).parse("abcd")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Types.text(2).parse("😀😀")).isEqualTo("😀😀");
        assertThatThrownBy(() -> Types.text(2).parse("abc")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Types.secret().parse("k".repeat(8193))).isInstanceOf(IllegalArgumentException.class);
    }
}
