package io.grammage.gateway.ledger;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.ledger.testing.UsageRecords;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RollupsTest {

    @Test
    void keysAndProvidersAreInHoursOnly() {
        Rollups rollups = of(new UsageRecords(1).list(200));

        assertThat(rollups.usage())
                .allMatch(row -> (row.key().group().grain() == Grain.HOUR)
                        == (row.key().group().key() != null));
        assertThat(rollups.calls())
                .allMatch(row -> (row.key().group().grain() == Grain.HOUR)
                        == (row.key().group().key() != null))
                .allMatch(row -> row.key().group().grain() == Grain.HOUR
                        || row.key().group().provider() == null)
                .anyMatch(row -> row.key().group().provider() != null)
                .anyMatch(row -> row.key().group().grain() == Grain.MONTH
                        && row.key().group().deployment() != null);
    }

    @Test
    void rowsComeSortedAndTheSameForTheSameRecords() {
        List<UsageRecord> records = new UsageRecords(2).list(300);

        Rollups one = of(records);
        Rollups other = of(records);

        assertThat(one.usage())
                .isEqualTo(other.usage())
                .isSortedAccordingTo((a, b) -> a.key().compareTo(b.key()));
        assertThat(one.calls())
                .isEqualTo(other.calls())
                .isSortedAccordingTo((a, b) -> a.key().compareTo(b.key()));
        assertThat(one.spend())
                .isEqualTo(other.spend())
                .isSortedAccordingTo((a, b) -> a.key().compareTo(b.key()));
    }

    @Test
    void onlyTheGrainsAskedForAreSummed() {
        Rollups months = new Rollups(EnumSet.of(Grain.MONTH));
        new UsageRecords(3).list(50).forEach(months::add);

        assertThat(months.usage())
                .isNotEmpty()
                .allMatch(row -> row.key().group().grain() == Grain.MONTH);
        assertThat(months.calls())
                .isNotEmpty()
                .allMatch(row -> row.key().group().grain() == Grain.MONTH);
        assertThat(months.spend()).isEmpty();
    }

    @Test
    void aFigureThatOneCallLacksTheSumLacks() {
        List<UsageRecord> records = new ArrayList<>(new UsageRecords(4).list(400));

        assertThat(of(records).calls())
                .filteredOn(row -> row.impacts() != null)
                .allSatisfy(row -> assertThat(requireNonNull(row.impacts()).wcf() == null)
                        .isEqualTo("ecologits-0.8".equals(row.key().method())));
    }

    @Test
    void tokensThatOverflowTogetherAreRefused() {
        UsageRecord call = new UsageRecords(5).typical();
        TokenCounts counts = new TokenCounts(Long.MAX_VALUE, 1, 0, 0, 0, 0);
        Usage usage = new Usage(
                Consumption.reported(counts),
                call.usage().charge(),
                new Footprint.NotEstimated(Footprint.Reason.NO_OUTPUT));
        UsageRecord huge = new UsageRecord(call.start(), call.served(), call.ending(), usage, List.of());

        assertThatThrownBy(() -> new Rollups().add(huge))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prompt tokens");
    }

    @Test
    void sumsMoreKindsOfCallsThanItRemembers() {
        int kinds = Rollups.KINDS_MAX + 100;
        UsageRecord typical = new UsageRecords(6).typical();
        Rollups rollups = new Rollups();
        for (int i = 0; i < 2 * kinds; i++) {
            CallStart start = typical.start();
            rollups.add(new UsageRecord(
                    UsageRecords.startLike(
                            start,
                            start.id(),
                            start.organization(),
                            start.project(),
                            Map.of("kind", Integer.toString(i % kinds))),
                    typical.served(),
                    typical.ending(),
                    typical.usage(),
                    List.of()));
        }
        assertThat(rollups.calls())
                .hasSize(Grain.values().length)
                .allSatisfy(row -> assertThat(row.counts().calls()).isEqualTo(2L * kinds));
        long tokens = rollups.spend().stream()
                .filter(row -> row.key().scope() == SpendScope.TAG)
                .mapToLong(SpendRollup::tokens)
                .sum();
        assertThat(rollups.spend())
                .filteredOn(row -> row.key().scope() == SpendScope.TAG)
                .hasSize(kinds);
        assertThat(rollups.spend())
                .filteredOn(row -> row.key().scope() == SpendScope.ORGANIZATION)
                .singleElement()
                .satisfies(row -> assertThat(row.tokens()).isEqualTo(tokens));
    }

    private static Rollups of(List<UsageRecord> records) {
        Rollups rollups = new Rollups();
        records.forEach(rollups::add);
        return rollups;
    }
}
