package io.grammage.gateway.api;

import io.grammage.footprint.Impacts;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.ledger.CallRollup;
import io.grammage.gateway.ledger.UsageRollup;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The sums of one day while they are added up from rollups. Not thread-safe. */
final class UsageBucket {
    private static final Duration LENGTH = Duration.ofDays(1);

    private final Instant day;
    private final SortedMap<String, BigDecimal> charges = new TreeMap<>();
    private long calls;
    private long promptTokens;
    private long outputTokens;
    private long estimatedTokens;
    private long weighedTokens;
    private long tokens;
    private long pricedTokens;
    private @Nullable Impacts impacts;

    UsageBucket(Instant day) {
        this.day = day;
    }

    void add(CallRollup rollup) {
        calls += rollup.counts().calls();
        promptTokens += rollup.counts().promptTokens();
        outputTokens += rollup.counts().outputTokens();
        estimatedTokens += rollup.counts().estimatedTokens();
        weighedTokens += rollup.counts().weighedTokens();
        Impacts more = rollup.impacts();
        if (more != null) {
            impacts = impacts == null ? more : impacts.plus(more);
        }
    }

    void add(UsageRollup rollup) {
        UsageUnit unit = rollup.key().unit();
        if (unit.isToken()) {
            tokens += rollup.quantity();
            pricedTokens += rollup.key().price() == null ? 0 : rollup.quantity();
        }
        charges.merge(rollup.key().currency().getCurrencyCode(), rollup.charge(), BigDecimal::add);
    }

    /** Whether any call of the day succeeded. */
    boolean hasCalls() {
        return calls > 0;
    }

    Json json(Currency current) {
        Impacts sum = impacts;
        return new Json(
                "usage.bucket",
                day.getEpochSecond(),
                day.plus(LENGTH).getEpochSecond(),
                promptTokens,
                outputTokens,
                promptTokens + outputTokens,
                calls,
                ApiJson.money(charges.get(current.getCurrencyCode())),
                sum == null ? ImpactsJson.Middles.ZERO : ImpactsJson.Middles.of(sum),
                charges.entrySet().stream()
                        .map(charge -> new Amount(charge.getKey(), ApiJson.money(charge.getValue())))
                        .toList(),
                sum == null ? null : ImpactsJson.of(sum),
                new Shares(
                        share(estimatedTokens, promptTokens + outputTokens),
                        share(weighedTokens, promptTokens + outputTokens),
                        share(pricedTokens, tokens)));
    }

    private static @Nullable Double share(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    record Amount(String currency, BigDecimal amount) {}

    record Shares(
            @Nullable Double estimated,
            @Nullable Double weighed,
            @Nullable Double priced) {}

    /** A day as {@code /v1/usage} writes it. */
    record Json(
            String object,
            long startTime,
            long endTime,
            long promptTokens,
            long completionTokens,
            long totalTokens,
            long requests,
            BigDecimal cost,
            ImpactsJson.Middles impacts,
            List<Amount> charges,
            @Nullable ImpactsJson footprint,
            Shares shares) {}
}
