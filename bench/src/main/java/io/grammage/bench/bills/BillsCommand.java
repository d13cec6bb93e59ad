package io.grammage.bench.bills;

import io.grammage.gateway.billing.Bill;
import io.grammage.gateway.billing.BillMonth;
import io.grammage.gateway.billing.Billing;
import io.grammage.gateway.billing.BillingRules;
import io.grammage.gateway.billing.FreeTier;
import io.grammage.gateway.identity.Identities;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.ledger.Grain;
import io.grammage.gateway.ledger.LedgerScope;
import io.grammage.gateway.ledger.Period;
import io.grammage.gateway.ledger.RollupQuery;
import io.grammage.gateway.reporting.ConsumptionReport;
import io.grammage.gateway.reporting.Dimension;
import io.grammage.gateway.store.sqlite.SqliteBillStore;
import io.grammage.gateway.store.sqlite.SqliteDatabase;
import io.grammage.gateway.store.sqlite.SqlitePriceStore;
import io.grammage.gateway.store.sqlite.SqliteUsageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Times bills and consumption over a year of rollups: {@code BillsCommand DIRECTORY MONTHS}. */
public final class BillsCommand {
    private static final int ROUNDS = 20;

    /** The last day of the year that is measured. */
    private static final class LastDay implements Clock {
        @Override
        public long epochMicros() {
            return BillMonth.start(YearOfCalls.LAST.plusMonths(1))
                            .minus(Duration.ofHours(1))
                            .getEpochSecond()
                    * 1_000_000;
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }
    }

    private BillsCommand() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        Path directory = Path.of(arguments[0]);
        int months = Integer.parseInt(arguments[1]);
        make(directory, months);
        try (SqliteDatabase database = SqliteDatabase.open(directory)) {
            Files.writeString(directory.resolve("measured"), measure(database));
        }
    }

    private static void make(Path directory, int months) throws IOException, SQLException {
        Path made = directory.resolve("made-" + months);
        if (Files.exists(made)) {
            System.out.println(Files.readString(made));
            return;
        }
        Path file = directory.resolve(SqliteDatabase.FILE_NAME);
        Files.createDirectories(directory);
        Files.deleteIfExists(file);
        try (SqliteDatabase database = SqliteDatabase.open(directory)) {
            new SqlitePriceStore(database)
                    .adopt(YearOfCalls.prices(), YearOfCalls.organization().createdAt());
        }
        long began = System.nanoTime();
        long rows = RollupMaker.fill(file, months);
        String text = String.format(
                Locale.ROOT,
                "%,d rows of rollups as %,d calls of %d months leave them, %,d MiB, made in %d s",
                rows,
                calls(months),
                months,
                Files.size(file) >> 20,
                Duration.ofNanos(System.nanoTime() - began).toSeconds());
        Files.writeString(made, text);
        System.out.println(text);
    }

    private static long calls(int months) {
        Instant first = BillMonth.start(YearOfCalls.LAST.minusMonths(months - 1L));
        long hours = Duration.between(first, BillMonth.start(YearOfCalls.LAST.plusMonths(1)))
                .toHours();
        return hours * YearOfCalls.PROJECTS * YearOfCalls.KEYS * YearOfCalls.MODELS * YearOfCalls.CALLS_PER_HOUR;
    }

    private static String measure(SqliteDatabase database) {
        SqliteUsageStore store = new SqliteUsageStore(database);
        Identities identities =
                new Identities(List.of(YearOfCalls.organization()), YearOfCalls.projects(), List.of(), List.of());
        BillingRules rules = new BillingRules(
                YearOfCalls.EUR,
                1_000_000,
                new FreeTier(FreeTier.Renewal.ONCE, 1_000_000, 60),
                Duration.ofDays(3),
                null,
                List.of(),
                null);
        Billing billing = new Billing(
                store,
                new SqlitePriceStore(database),
                new SqliteBillStore(database),
                List.of(),
                () -> rules,
                new LastDay());
        // As it is after a year: eleven bills are final, and the last month's has to tell what late records correct of
        // them.
        billing.issueDue(identities);
        LedgerScope scope = LedgerScope.of(YearOfCalls.organization().id());
        Period month = new Period(BillMonth.start(YearOfCalls.LAST), BillMonth.start(YearOfCalls.LAST.plusMonths(1)));
        List<Bill> bills = billing.bills(YearOfCalls.organization(), YearOfCalls.LAST, identities);
        System.out.printf(
                Locale.ROOT,
                "bill of %s: %d lines, %s %s%n",
                YearOfCalls.LAST,
                bills.getFirst().lines().size(),
                bills.getFirst().untaxed(),
                YearOfCalls.EUR);
        double bill =
                time("bill of a month", () -> billing.bills(YearOfCalls.organization(), YearOfCalls.LAST, identities));
        // As /v1/usage reads it: a project, the last thirty days, in the middle of an hour.
        Instant now = month.to().minus(Duration.ofMinutes(150));
        Period lastDays = new Period(now.minus(Duration.ofDays(30)), now);
        LedgerScope project = LedgerScope.of(
                scope.organization(), YearOfCalls.projects().getFirst().id());
        double page = time("usage page: a project, 30 days until now", () -> {
            store.calls(RollupQuery.of(project, Grain.DAY, lastDays));
            store.usage(RollupQuery.of(project, Grain.DAY, lastDays));
        });
        double consumption = time(
                "consumption of a month by project and model",
                () -> ConsumptionReport.read(store, scope, month, Set.of(Dimension.PROJECT, Dimension.MODEL)));
        time(
                "consumption of the 30 days until now by project and model",
                () -> ConsumptionReport.read(store, scope, lastDays, Set.of(Dimension.PROJECT, Dimension.MODEL)));
        time(
                "consumption of a month by day and model",
                () -> ConsumptionReport.read(store, scope, month, Set.of(Dimension.DAY, Dimension.MODEL)));
        time("consumption of a month by key", () -> ConsumptionReport.read(store, scope, month, Set.of(Dimension.KEY)));
        return String.format(
                Locale.ROOT, "bill %.0f ms, usage page %.0f ms, consumption %.0f ms", bill, page, consumption);
    }

    /** The median in milliseconds. */
    private static double time(String what, Runnable work) {
        double[] millis = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long began = System.nanoTime();
            work.run();
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        double first = millis[0];
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%s: median %.1f ms (%.1f-%.1f), the first %.1f ms%n",
                what,
                millis[ROUNDS / 2],
                millis[0],
                millis[ROUNDS - 1],
                first);
        return millis[ROUNDS / 2];
    }
}
