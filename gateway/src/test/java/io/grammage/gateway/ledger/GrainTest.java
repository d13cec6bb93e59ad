package io.grammage.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrainTest {

    @ParameterizedTest
    @CsvSource({
        "HOUR,  2026-11-21T23:59:59.999999Z, 2026-11-21T23:00:00Z, 2026-11-22T00:00:00Z",
        "HOUR,  2026-11-21T23:00:00Z,        2026-11-21T23:00:00Z, 2026-11-22T00:00:00Z",
        "DAY,   2026-03-29T01:30:00Z,        2026-03-29T00:00:00Z, 2026-03-30T00:00:00Z",
        "MONTH, 2028-02-29T12:00:00Z,        2028-02-01T00:00:00Z, 2028-03-01T00:00:00Z",
        "MONTH, 2026-12-31T23:59:59Z,        2026-12-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "MONTH, 1969-12-31T23:59:59Z,        1969-12-01T00:00:00Z, 1970-01-01T00:00:00Z",
        "HOUR,  1969-12-31T23:59:59Z,        1969-12-31T23:00:00Z, 1970-01-01T00:00:00Z",
    })
    void periodsStartAndEndInUtc(Grain grain, Instant moment, Instant start, Instant next) {
        assertThat(grain.startOf(moment)).isEqualTo(start);
        assertThat(grain.startOfNext(moment)).isEqualTo(next);
        assertThat(grain.startsAt(start)).isTrue();
        assertThat(grain.startsAt(moment)).isEqualTo(moment.equals(start));
    }

    @ParameterizedTest
    @CsvSource({
        "HOUR,  2026-11-21T10:30:00Z, 2026-11-21T11:00:00Z, 2026-11-21T10:00:00Z, 2026-11-21T11:00:00Z",
        "DAY,   2026-11-21T10:30:00Z, 2026-11-22T00:00:01Z, 2026-11-21T00:00:00Z, 2026-11-23T00:00:00Z",
        "MONTH, 2026-11-01T00:00:00Z, 2026-12-01T00:00:00Z, 2026-11-01T00:00:00Z, 2026-12-01T00:00:00Z",
    })
    void periodsAreWidenedToWholeOnes(Grain grain, Instant from, Instant to, Instant start, Instant end) {
        assertThat(new Period(from, to).widenedTo(grain)).isEqualTo(new Period(start, end));
    }
}
