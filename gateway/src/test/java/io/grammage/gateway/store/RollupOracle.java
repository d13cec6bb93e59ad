package io.grammage.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grammage.footprint.Impacts;
import io.grammage.gateway.kernel.ChargeLine;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.ledger.CallKey;
import io.grammage.gateway.ledger.CallRollup;
import io.grammage.gateway.ledger.CountSource;
import io.grammage.gateway.ledger.Footprint;
import io.grammage.gateway.ledger.Grain;
import io.grammage.gateway.ledger.Histogram;
import io.grammage.gateway.ledger.RollupGroup;
import io.grammage.gateway.ledger.SpendKey;
import io.grammage.gateway.ledger.SpendRollup;
import io.grammage.gateway.ledger.SpendScope;
import io.grammage.gateway.ledger.StatusClass;
import io.grammage.gateway.ledger.UsageKey;
import io.grammage.gateway.ledger.UsageRecord;
import io.grammage.gateway.ledger.UsageRollup;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What rollups must hold, by brute force: for each stored row, all records that belong to it are looked for among all
 * records, and their figures are added as decimals. Shares no code with what it judges.
 */
final class RollupOracle {
    private static final double TOLERANCE = 1e-9;

    private final Collection<UsageRecord> records;

    RollupOracle(Collection<UsageRecord> records) {
        this.records = records;
    }

    /** Judges the rows of a grain of an organization: exactly those that the records give, with their sums. */
    void judgeUsage(OrganizationId organization, Grain grain, boolean detailed, List<UsageRollup> rows) {
        Map<UsageKey, List<LineOf>> expected = records.stream()
                .filter(call -> call.start().organization().equals(organization))
                .flatMap(call -> call.usage().charge().lines().stream().map(line -> new LineOf(call, line)))
                .collect(Collectors.groupingBy(line -> usageKey(line, grain, detailed)));
        assertThat(keys(rows, UsageRollup::key)).containsExactlyInAnyOrderElementsOf(expected.keySet());
        for (UsageRollup row : rows) {
            List<LineOf> lines = Objects.requireNonNull(expected.get(row.key()));
            assertThat(row.quantity())
                    .isEqualTo(sum(lines, line -> BigDecimal.valueOf(line.line.quantity()))
                            .longValueExact());
            assertThat(row.charge()).isEqualByComparingTo(sum(lines, line -> line.line.amount()));
        }
    }

    void judgeCalls(OrganizationId organization, Grain grain, boolean detailed, List<CallRollup> rows) {
        Map<CallKey, List<UsageRecord>> expected = records.stream()
                .filter(call -> call.start().organization().equals(organization))
                .collect(Collectors.groupingBy(call -> callKey(call, grain, detailed)));
        assertThat(keys(rows, CallRollup::key)).containsExactlyInAnyOrderElementsOf(expected.keySet());
        for (CallRollup row : rows) {
            judge(row, Objects.requireNonNull(expected.get(row.key())));
        }
    }

    private static void judge(CallRollup row, List<UsageRecord> calls) {
        assertThat(row.counts().calls()).isEqualTo(calls.size());
        assertThat(row.counts().promptTokens())
                .isEqualTo(tokens(calls, call -> true) - row.counts().outputTokens());
        assertThat(row.counts().outputTokens())
                .isEqualTo(sum(calls, call -> BigDecimal.valueOf(tokens(call).output()))
                        .longValueExact());
        assertThat(row.counts().estimatedTokens())
                .isEqualTo(tokens(calls, call -> call.usage().consumption().source() == CountSource.ESTIMATED));
        assertThat(row.counts().weighedTokens()).isEqualTo(tokens(calls, call -> figures(call) != null));
        judge(
                row.latency(),
                calls.stream().map(call -> call.ending().latencyMicros()).toList());
        judge(
                row.firstToken(),
                calls.stream()
                        .map(call -> call.ending().firstTokenMicros())
                        .filter(Objects::nonNull)
                        .toList());
        Impacts impacts = row.impacts();
        if (impacts == null) {
            assertThat(calls).allMatch(call -> figures(call) == null);
            return;
        }
        for (int i = 0; i < Impacts.FIGURES; i++) {
            int figure = i;
            assertClose(
                    impacts.figures()[i],
                    calls.stream()
                            .map(call -> Objects.requireNonNull(figures(call))[figure])
                            .toList());
        }
    }

    private static void judge(Histogram histogram, List<Long> micros) {
        assertThat(histogram.sumMicros())
                .isEqualTo(micros.stream().mapToLong(Long::longValue).sum());
        List<Long> cumulative = new ArrayList<>();
        for (long bound : histogram.bounds().micros()) {
            cumulative.add(micros.stream().filter(duration -> duration <= bound).count());
        }
        cumulative.add((long) micros.size());
        assertThat(histogram.cumulative()).isEqualTo(cumulative);
    }

    void judgeSpend(OrganizationId organization, Grain grain, List<SpendRollup> rows) {
        Map<SpendKey, List<UsageRecord>> expected = new HashMap<>();
        for (UsageRecord call : records) {
            if (call.start().organization().equals(organization)
                    && (call.usage().consumption().tokens().total() > 0
                            || call.usage().charge().total().amount().signum() != 0)) {
                spendKeys(call, grain)
                        .forEach(key -> expected.computeIfAbsent(key, absent -> new ArrayList<>())
                                .add(call));
            }
        }
        assertThat(keys(rows, SpendRollup::key)).containsExactlyInAnyOrderElementsOf(expected.keySet());
        for (SpendRollup row : rows) {
            List<UsageRecord> calls = Objects.requireNonNull(expected.get(row.key()));
            assertThat(row.tokens()).isEqualTo(tokens(calls, call -> true));
            assertThat(row.charge())
                    .isEqualByComparingTo(
                            sum(calls, call -> call.usage().charge().total().amount()));
            assertClose(
                    row.energyMaxKwh(),
                    calls.stream().map(call -> figureOrZero(call, 1)).toList());
            assertClose(
                    row.gwpMaxKgCo2eq(),
                    calls.stream()
                            .map(call -> figureOrZero(call, 3) + figureOrZero(call, 5))
                            .toList());
        }
    }

    private record LineOf(UsageRecord call, ChargeLine line) {}

    private static UsageKey usageKey(LineOf of, Grain grain, boolean detailed) {
        return new UsageKey(
                group(of.call, grain, detailed),
                of.call.start().mode(),
                of.line.price(),
                of.call.usage().charge().currency(),
                of.line.unit());
    }

    private static CallKey callKey(UsageRecord call, Grain grain, boolean detailed) {
        var served = call.served();
        return new CallKey(
                group(call, grain, detailed),
                served == null ? null : served.zone().code(),
                call.usage().footprint() instanceof Footprint.Estimated estimated ? estimated.method() : null,
                StatusClass.fromWire(Integer.toString(call.ending().status()).charAt(0) + "xx"));
    }

    private static RollupGroup group(UsageRecord call, Grain grain, boolean detailed) {
        var start = call.start();
        var served = call.served();
        return new RollupGroup(
                start.organization(),
                grain,
                period(start.startedAt(), grain),
                start.project(),
                detailed ? start.key() : null,
                start.model(),
                detailed && served != null ? served.provider() : null,
                served == null ? null : served.deployment(),
                start.endpoint());
    }

    private static List<SpendKey> spendKeys(UsageRecord call, Grain grain) {
        var start = call.start();
        Instant period = period(start.startedAt(), grain);
        var currency = call.usage().charge().currency();
        Map<String, String> scopes = new HashMap<>();
        scopes.put(start.organization().toString(), "organization");
        scopes.put(start.project().toString(), "project");
        scopes.put(start.key().toString(), "key");
        scopes.put(start.model(), "model");
        if (start.user() != null) {
            scopes.put(start.user().toString(), "user");
        }
        start.tags().forEach((name, value) -> scopes.put(name + "=" + value, "tag"));
        List<SpendKey> keys = new ArrayList<>();
        scopes.forEach((id, kind) -> keys.add(
                new SpendKey(start.organization(), SpendScope.fromWire(kind), id, period, start.model(), currency)));
        return keys;
    }

    private static Instant period(Instant moment, Grain grain) {
        ZonedDateTime utc = moment.atZone(ZoneOffset.UTC);
        return switch (grain) {
            case HOUR -> utc.withMinute(0).withSecond(0).withNano(0).toInstant();
            case DAY -> utc.toLocalDate().atStartOfDay(ZoneOffset.UTC).toInstant();
            case MONTH ->
                YearMonth.from(utc).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        };
    }

    private static TokenCounts tokens(UsageRecord call) {
        return call.usage().consumption().tokens();
    }

    private static long tokens(List<UsageRecord> calls, Predicate<UsageRecord> which) {
        return sum(
                        calls.stream().filter(which).toList(),
                        call -> BigDecimal.valueOf(tokens(call).total()))
                .longValueExact();
    }

    private static double @Nullable [] figures(UsageRecord call) {
        return call.usage().footprint() instanceof Footprint.Estimated estimated
                ? estimated.impacts().figures()
                : null;
    }

    private static double figureOrZero(UsageRecord call, int index) {
        double[] figures = figures(call);
        return figures == null || Double.isNaN(figures[index]) ? 0 : figures[index];
    }

    private static void assertClose(double actual, List<Double> parts) {
        if (parts.stream().anyMatch(part -> part.isNaN())) {
            assertThat(actual).isNaN();
            return;
        }
        double expected = sum(parts, BigDecimal::new).doubleValue();
        assertThat(actual).isCloseTo(expected, within(expected * TOLERANCE));
    }

    private static <T> BigDecimal sum(List<T> all, Function<T, BigDecimal> part) {
        return all.stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static <R, K> List<K> keys(List<R> rows, Function<R, K> key) {
        return rows.stream().map(key).toList();
    }
}
