package io.grammage.gateway.api;

import io.grammage.gateway.catalog.Catalog;
import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.ledger.Outcome;
import io.grammage.gateway.ledger.Period;
import io.grammage.gateway.ledger.RecordCursor;
import io.grammage.gateway.ledger.RecordFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters that the usage routes share, as values. Each refusal names parameter, value and expectation. */
record UsageParameters(QueryParameters query) {
    /** The longest period that one answer covers. */
    static final Duration PERIOD_MAX = Duration.ofDays(366);

    private static final Duration PERIOD_DEFAULT = Duration.ofDays(30);
    private static final long SECONDS_MAX = 253_402_300_799L;
    private static final String ENDPOINTS =
            Arrays.stream(Endpoint.values()).map(Endpoint::path).collect(Collectors.joining(", "));
    private static final String OUTCOMES =
            Arrays.stream(Outcome.values()).map(Outcome::wireName).collect(Collectors.joining(", "));

    /** From {@code start_time} to {@code end_time}; without them, the last 30 days, this very second included. */
    Period period(Instant now) {
        Instant end = seconds("end_time");
        Instant start = seconds("start_time");
        Instant to = end == null ? now.plusSeconds(1) : end;
        Instant from = start == null ? earliest(to.minus(PERIOD_DEFAULT)) : start;
        if (!from.isBefore(to)) {
            String expected = "before " + (end == null ? "now" : "end_time") + ", " + to.getEpochSecond();
            throw QueryParameters.invalid("start_time", Long.toString(from.getEpochSecond()), expected);
        }
        if (Duration.between(from, to).compareTo(PERIOD_MAX) > 0) {
            throw QueryParameters.invalid(
                    "start_time",
                    Long.toString(from.getEpochSecond()),
                    "at most " + PERIOD_MAX.toDays() + " days before the end of the period, "
                            + to.minus(PERIOD_MAX).getEpochSecond());
        }
        return new Period(from, to);
    }

    private static Instant earliest(Instant moment) {
        return moment.isBefore(Instant.EPOCH) ? Instant.EPOCH : moment;
    }

    private @Nullable Instant seconds(String name) {
        Long seconds = query.wholeNumber(name, 0, SECONDS_MAX);
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }

    /** {@code endpoint}. */
    @Nullable
    Endpoint endpoint() {
        return query.find(
                "endpoint",
                text -> Endpoint.fromPath(text).orElseThrow(IllegalArgumentException::new),
                "one of " + ENDPOINTS);
    }

    /** {@code models}, aliases replaced by the names that the ledger knows. */
    List<String> models(Catalog catalog) {
        List<String> names = query.all("models");
        if (names.size() > RecordFilter.MODELS_MAX) {
            throw QueryParameters.invalid("models", names.size() + " names", "at most " + RecordFilter.MODELS_MAX);
        }
        return names.stream()
                .map(name -> {
                    Model model = catalog.find(name);
                    return model == null ? name : model.name();
                })
                .toList();
    }

    /** {@code key_id}. */
    @Nullable
    ApiKeyId key() {
        return query.find("key_id", ApiKeyId::parse, "the id of a key, a UUID");
    }

    /** {@code outcome}. */
    @Nullable
    Outcome outcome() {
        return query.find("outcome", Outcome::fromWire, "one of " + OUTCOMES);
    }

    /** {@code after}. */
    @Nullable
    RecordCursor after() {
        return query.find("after", RecordCursor::parse, "the next of the answer before");
    }

    /** {@code limit}. */
    int limit(int max, int fallback) {
        Long limit = query.wholeNumber("limit", 1, max);
        return limit == null ? fallback : limit.intValue();
    }

    /** {@code offset}. */
    int offset(int max) {
        Long offset = query.wholeNumber("offset", 0, max);
        return offset == null ? 0 : offset.intValue();
    }
}
