package io.grammage.gateway.api;

import io.grammage.gateway.kernel.ChargeLine;
import io.grammage.gateway.kernel.PriceId;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.ledger.Attempt;
import io.grammage.gateway.ledger.CallStart;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.Ending;
import io.grammage.gateway.ledger.Served;
import io.grammage.gateway.ledger.UsageRecord;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A usage record as {@code /v1/usage/records} writes it. */
record UsageRecordJson(
        String object,
        String id,
        String startedAt,
        String key,
        @Nullable String user,
        String endpoint,
        String mode,
        boolean stream,
        String model,
        String requestedModel,
        @Nullable String provider,
        @Nullable String upstreamModel,
        @Nullable String region,
        @Nullable String deployment,
        int status,
        String outcome,
        @Nullable String finishReason,
        double latencyMs,
        @Nullable Double timeToFirstTokenMs,
        Tokens tokens,
        String countSource,
        int notCounted,
        double audioSeconds,
        int images,
        int documents,
        BigDecimal cost,
        String currency,
        List<Line> charges,
        Object footprint,
        List<Try> attempts,
        Map<String, String> tags) {
    private static final double MICROS_PER_MILLI = 1_000;
    /** To the microsecond in every case, so that the texts sort like the times. */
    private static final DateTimeFormatter STARTED_AT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    record Tokens(
            long input, long cachedInput, long cacheWrite, long audioInput, long output, long reasoning, long total) {
        static Tokens of(TokenCounts counts) {
            return new Tokens(
                    counts.input(),
                    counts.cachedInput(),
                    counts.cacheWrite(),
                    counts.audioInput(),
                    counts.output(),
                    counts.reasoning(),
                    counts.total());
        }
    }

    record Line(String unit, long quantity, @Nullable String price, BigDecimal amount) {
        static Line of(ChargeLine line) {
            PriceId price = line.price();
            return new Line(
                    line.unit().wireName(),
                    line.quantity(),
                    price == null ? null : price.toString(),
                    ApiJson.money(line.amount()));
        }
    }

    record Try(String provider, @Nullable Integer status, String failure, double offsetMs, double durationMs) {
        static Try of(Attempt attempt) {
            return new Try(
                    attempt.provider(),
                    attempt.status() == 0 ? null : attempt.status(),
                    attempt.failure(),
                    attempt.offsetMicros() / MICROS_PER_MILLI,
                    attempt.durationMicros() / MICROS_PER_MILLI);
        }
    }

    static UsageRecordJson of(UsageRecord record) {
        CallStart start = record.start();
        Ending ending = record.ending();
        Consumption consumption = record.usage().consumption();
        Served served = record.served();
        Long firstToken = ending.firstTokenMicros();
        return new UsageRecordJson(
                "usage.record",
                start.id().toString(),
                STARTED_AT.format(start.startedAt()),
                start.key().toString(),
                text(start.user()),
                start.endpoint().path(),
                start.mode().wireName(),
                start.stream(),
                start.model(),
                start.requestedModel(),
                served == null ? null : served.provider(),
                served == null ? null : served.upstreamModel(),
                served == null ? null : served.region(),
                served == null ? null : text(served.deployment()),
                ending.status(),
                ending.outcome().wireName(),
                ending.finishReason(),
                ending.latencyMicros() / MICROS_PER_MILLI,
                firstToken == null ? null : firstToken / MICROS_PER_MILLI,
                Tokens.of(consumption.tokens()),
                consumption.source().wireName(),
                consumption.notCounted(),
                consumption.audioMillis() / 1_000.0,
                consumption.images(),
                consumption.documents(),
                ApiJson.money(record.usage().charge().total().amount()),
                record.usage().charge().currency().getCurrencyCode(),
                record.usage().charge().lines().stream().map(Line::of).toList(),
                ImpactsJson.footprint(
                        record.usage().footprint(),
                        served == null ? null : served.zone().code()),
                record.attempts().stream().map(Try::of).toList(),
                start.tags());
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : Objects.toString(id);
    }
}
