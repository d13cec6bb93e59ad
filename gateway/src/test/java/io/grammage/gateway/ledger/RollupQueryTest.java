package io.grammage.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.CallId;
import io.grammage.gateway.kernel.OrganizationId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollupQueryTest {
    private static final LedgerScope SCOPE = LedgerScope.of(new OrganizationId(new UUID(1, 1)));
    private static final Period NOVEMBER =
            new Period(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z"));
    private static final RollupFilter OF_A_KEY = new RollupFilter(new ApiKeyId(new UUID(2, 2)), List.of(), null);

    @Test
    void readsTheCoarsestRowsThatAreExact() {
        assertThat(pieces(Grain.MONTH, "2026-11-01T00", "2026-12-01T00"))
                .containsExactly("MONTH 2026-11-01T00 2026-12-01T00");
        assertThat(pieces(Grain.DAY, "2026-11-01T00", "2026-12-01T00"))
                .containsExactly("DAY 2026-11-01T00 2026-12-01T00");
        assertThat(pieces(Grain.HOUR, "2026-11-01T00", "2026-12-01T00"))
                .containsExactly("HOUR 2026-11-01T00 2026-12-01T00");
        assertThat(pieces(Grain.MONTH, "2026-01-30T22", "2026-04-02T03"))
                .containsExactly(
                        "HOUR 2026-01-30T22 2026-01-31T00",
                        "DAY 2026-01-31T00 2026-02-01T00",
                        "MONTH 2026-02-01T00 2026-04-01T00",
                        "DAY 2026-04-01T00 2026-04-02T00",
                        "HOUR 2026-04-02T00 2026-04-02T03");
        assertThat(pieces(Grain.DAY, "2026-01-30T22", "2026-02-02T00"))
                .containsExactly("HOUR 2026-01-30T22 2026-01-31T00", "DAY 2026-01-31T00 2026-02-02T00");
        assertThat(pieces(Grain.MONTH, "2026-01-30T22", "2026-01-31T05"))
                .containsExactly("HOUR 2026-01-30T22 2026-01-31T05");
    }

    private static List<String> pieces(Grain grain, String from, String to) {
        Period period = new Period(Instant.parse(from + ":00:00Z"), Instant.parse(to + ":00:00Z"));
        return RollupQuery.of(SCOPE, grain, period).pieces().stream()
                .map(piece -> piece.grain() + " " + hour(piece.period().from()) + " "
                        + hour(piece.period().to()))
                .toList();
    }

    private static String hour(Instant moment) {
        return moment.toString().substring(0, "2026-01-01T00".length());
    }

    @Test
    void keysAndProvidersAreReadFromHours() {
        for (RollupQuery query : List.of(
                new RollupQuery(SCOPE, Grain.MONTH, NOVEMBER, OF_A_KEY, RollupQuery.Detail.TOTALS),
                new RollupQuery(SCOPE, Grain.DAY, NOVEMBER, RollupFilter.ALL, RollupQuery.Detail.KEYS_AND_PROVIDERS))) {
            assertThat(query.pieces()).containsExactly(new RollupQuery.Piece(Grain.HOUR, NOVEMBER));
            assertThat(query.isStored()).isFalse();
        }
        assertThat(RollupQuery.of(SCOPE, Grain.DAY, NOVEMBER).isStored()).isTrue();
        assertThat(RollupQuery.of(SCOPE, Grain.HOUR, NOVEMBER).isStored()).isFalse();
    }

    @Test
    void anHourThatIsTouchedCountsWhole() {
        Period touched = new Period(Instant.parse("2026-11-21T10:59:59Z"), Instant.parse("2026-11-21T12:00:01Z"));

        assertThat(RollupQuery.of(SCOPE, Grain.HOUR, touched).period())
                .isEqualTo(new Period(Instant.parse("2026-11-21T10:00:00Z"), Instant.parse("2026-11-21T13:00:00Z")));
    }

    @Test
    void boundsOfQueriesAreChecked() {
        assertThatThrownBy(() -> new Period(NOVEMBER.to(), NOVEMBER.from()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: after");
        assertThatThrownBy(() -> new RecordQuery(SCOPE, NOVEMBER, RecordFilter.ALL, 1_001, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limit: 1001 (expected: 1 to 1000)");
        assertThatThrownBy(() -> new RollupFilter(null, Collections.nCopies(101, "m"), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("101");
    }

    @Test
    void aCursorSurvivesAsText() {
        RecordCursor cursor = new RecordCursor(
                Instant.parse("2026-11-21T10:59:59.123456Z"), new CallId(new UUID(-1, Long.MIN_VALUE)));

        assertThat(RecordCursor.parse(cursor.toString())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "!!!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void refusesTextsThatAreNoCursors(String text) {
        assertThatThrownBy(() -> RecordCursor.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cursor");
    }
}
