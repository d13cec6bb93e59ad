package io.grammage.gateway.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.ledger.CallRollup;
import io.grammage.gateway.ledger.Grain;
import io.grammage.gateway.ledger.LedgerScope;
import io.grammage.gateway.ledger.Period;
import io.grammage.gateway.ledger.RecordPage;
import io.grammage.gateway.ledger.RecordQuery;
import io.grammage.gateway.ledger.RollupGroup;
import io.grammage.gateway.ledger.RollupQuery;
import io.grammage.gateway.ledger.SpendQuery;
import io.grammage.gateway.ledger.SpendRollup;
import io.grammage.gateway.ledger.UsageKey;
import io.grammage.gateway.ledger.UsageRecord;
import io.grammage.gateway.ledger.UsageRollup;
import io.grammage.gateway.ledger.UsageStore;
import io.grammage.gateway.ledger.VerifyReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ConsumptionReportTest {
    private static final OrganizationId ACME = new OrganizationId(new UUID(1, 1));
    private static final Period NOVEMBER =
            new Period(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z"));

    private static UsageRollup row(UsageUnit unit, String currency, long quantity, String charge) {
        return row("m", unit, currency, quantity, charge);
    }

    private static UsageRollup row(String model, UsageUnit unit, String currency, long quantity, String charge) {
        RollupGroup group = new RollupGroup(
                ACME,
                Grain.MONTH,
                NOVEMBER.from(),
                new ProjectId(new UUID(2, 2)),
                null,
                model,
                null,
                null,
                Endpoint.CHAT_COMPLETIONS);
        return new UsageRollup(
                new UsageKey(group, Mode.REALTIME, null, Currency.getInstance(currency), unit),
                quantity,
                new BigDecimal(charge));
    }

    /** A ledger that holds these sums and nothing else. */
    private record Sums(List<UsageRollup> rows) implements UsageStore {
        @Override
        public void usage(RollupQuery query, Consumer<UsageRollup> each) {
            rows.forEach(each);
        }

        @Override
        public int insert(List<UsageRecord> records) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RecordPage records(RecordQuery query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<CallRollup> calls(RollupQuery query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void spend(SpendQuery query, Consumer<SpendRollup> each) {
            throw new UnsupportedOperationException();
        }

        @Override
        public VerifyReport verify() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void moreRowsThanMemoryHoldsAreRefused() {
        List<UsageRollup> models = new ArrayList<>();
        for (int i = 0; i <= 20_000; i++) {
            models.add(row("m" + i, UsageUnit.INPUT, "EUR", 1, "0"));
        }

        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> ConsumptionReport.read(
                        new Sums(models), LedgerScope.of(ACME), NOVEMBER, Set.of(Dimension.MODEL)))
                .withMessageStartingWith("The report has more than 20000 rows. Ask for a shorter period")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
        assertThat(ConsumptionReport.read(new Sums(models), LedgerScope.of(ACME), NOVEMBER, Set.of(Dimension.MODE))
                        .rows())
                .extracting(ConsumptionReport.Row::tokens)
                .containsExactly(20_001L);
    }

    @Test
    void currenciesAreNeverAdded() {
        Sums ledger = new Sums(List.of(
                row(UsageUnit.INPUT, "EUR", 1_000, "0.10"),
                row(UsageUnit.OUTPUT, "EUR", 500, "0.20"),
                row(UsageUnit.INPUT, "CHF", 70, "0.07")));

        ConsumptionReport report =
                ConsumptionReport.read(ledger, LedgerScope.of(ACME), NOVEMBER, Set.of(Dimension.MODEL));

        assertThat(report.rows())
                .extracting(
                        row -> row.currency().getCurrencyCode(),
                        ConsumptionReport.Row::tokens,
                        row -> row.charge().toPlainString())
                .containsExactly(tuple("CHF", 70L, "0.07"), tuple("EUR", 1_500L, "0.30"));
    }
}
