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
    void readsTheCoarsestGrainThatIsExact() {
        assertThat(RollupQuery.of(SCOPE, Grain.MONTH, NOVEMBER).storedGrain()).isEqualTo(Grain.MONTH);
        assertThat(RollupQuery.of(SCOPE, Grain.DAY, NOVEMBER).storedGrain()).isEqualTo(Grain.DAY);
        assertThat(new RollupQuery(SCOPE, Grain.MONTH, NOVEMBER, OF_A_KEY, RollupQuery.Detail.TOTALS).storedGrain())
                .isEqualTo(Grain.HOUR);
        assertThat(new RollupQuery(SCOPE, Grain.DAY, NOVEMBER, RollupFilter.ALL, RollupQuery.Detail.KEYS_AND_PROVIDERS)
                        .storedGrain())
                .isEqualTo(Grain.HOUR);
        Period cut = new Period(NOVEMBER.from(), Instant.parse("2026-11-30T23:00:00Z"));
        assertThat(RollupQuery.of(SCOPE, Grain.DAY, cut).storedGrain()).isEqualTo(Grain.HOUR);
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
