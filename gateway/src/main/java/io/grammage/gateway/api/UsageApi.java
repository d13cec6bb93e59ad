package io.grammage.gateway.api;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.identity.ApiKey;
import io.grammage.gateway.identity.Identities;
import io.grammage.gateway.identity.Principal;
import io.grammage.gateway.identity.Scope;
import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.ledger.CallRollup;
import io.grammage.gateway.ledger.Grain;
import io.grammage.gateway.ledger.LedgerScope;
import io.grammage.gateway.ledger.Outcome;
import io.grammage.gateway.ledger.Period;
import io.grammage.gateway.ledger.RecordCursor;
import io.grammage.gateway.ledger.RecordFilter;
import io.grammage.gateway.ledger.RecordPage;
import io.grammage.gateway.ledger.RecordQuery;
import io.grammage.gateway.ledger.RollupFilter;
import io.grammage.gateway.ledger.RollupQuery;
import io.grammage.gateway.ledger.StatusClass;
import io.grammage.gateway.ledger.UsageRecord;
import io.grammage.gateway.ledger.UsageRollup;
import io.grammage.gateway.ledger.UsageStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the caller's project consumed: by day, and call by call. Reads the ledger, never more than one project of it. */
public final class UsageApi {
    private static final Duration PERIOD_DEFAULT = Duration.ofDays(30);
    /** The last second that a calendar of four digits knows. */
    private static final long TIME_MAX = 253_402_300_799L;

    private static final int BUCKETS_DEFAULT = 10;
    private static final int BUCKETS_MAX = 100;
    private static final int RECORDS_DEFAULT = 100;
    private static final int OFFSET_MAX = 10_000;

    private final UsageStore store;
    private final Supplier<Identities> identities;
    private final Supplier<Currency> currency;
    private final Clock clock;

    /**
     * The usage in a store.
     *
     * @param currency of current prices, in which the cost of a day is told
     */
    public UsageApi(UsageStore store, Supplier<Identities> identities, Supplier<Currency> currency, Clock clock) {
        this.store = requireNonNull(store, "store");
        this.identities = requireNonNull(identities, "identities");
        this.currency = requireNonNull(currency, "currency");
        this.clock = requireNonNull(clock, "clock");
    }

    /** The routes of this surface. */
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get("/v1/usage", Scope.CONSUMPTION_READ, this::buckets),
                ApiRoute.get("/v1/me/usage", Scope.CONSUMPTION_READ, this::own),
                ApiRoute.get("/v1/usage/records", Scope.CONSUMPTION_READ, this::records));
    }

    private record BucketList(String object, int total, long offset, long limit, List<UsageBucket.Json> data) {}

    private record OwnList(String object, List<OwnUsageJson> data) {}

    private record RecordList(
            String object,
            List<UsageRecordJson> data,
            @Nullable String next) {}

    private ApiAnswer buckets(ApiRequest request) {
        QueryParameters query = request.query();
        query.allowOnly(Set.of("start_time", "end_time", "endpoint", "models", "key_id", "offset", "limit"));
        long offset = number(query, "offset", 0, 100_000, 0);
        long limit = number(query, "limit", 1, BUCKETS_MAX, BUCKETS_DEFAULT);
        RollupQuery wanted = new RollupQuery(
                scope(request),
                Grain.DAY,
                period(query),
                new RollupFilter(key(query), models(query), endpoint(query)),
                RollupQuery.Detail.TOTALS);
        List<UsageBucket> days = days(wanted);
        List<UsageBucket.Json> page = days.stream()
                .skip(offset)
                .limit(limit)
                .map(day -> day.json(currency.get()))
                .toList();
        return ApiAnswer.json(new BucketList("list", days.size(), offset, limit, page));
    }

    /** Newest first, days without a successful call left out. */
    private List<UsageBucket> days(RollupQuery query) {
        SortedMap<Instant, UsageBucket> days = new TreeMap<>(Collections.reverseOrder());
        for (CallRollup rollup : store.calls(query)) {
            if (rollup.key().statusClass() == StatusClass.SUCCESS) {
                days.computeIfAbsent(rollup.key().period(), UsageBucket::new).add(rollup);
            }
        }
        for (UsageRollup rollup : store.usage(query)) {
            days.computeIfAbsent(rollup.key().period(), UsageBucket::new).add(rollup);
        }
        return days.values().stream().filter(UsageBucket::hasCalls).toList();
    }

    private ApiAnswer records(ApiRequest request) {
        QueryParameters query = request.query();
        query.allowOnly(Set.of("start_time", "end_time", "endpoint", "models", "key_id", "outcome", "limit", "after"));
        RecordFilter filter = new RecordFilter(key(query), null, models(query), endpoint(query), outcome(query));
        int limit = (int) number(query, "limit", 1, RecordQuery.LIMIT_MAX, RECORDS_DEFAULT);
        RecordCursor after = query.find("after", RecordCursor::parse, "the 'next' of the answer before");
        RecordPage page = store.records(new RecordQuery(scope(request), period(query), filter, limit, after));
        RecordCursor next = page.next();
        return ApiAnswer.json(new RecordList(
                "list",
                page.records().stream().map(UsageRecordJson::of).toList(),
                next == null ? null : next.toString()));
    }

    private ApiAnswer own(ApiRequest request) {
        QueryParameters query = request.query();
        query.allowOnly(Set.of("start_time", "end_time", "endpoint", "offset", "limit"));
        int offset = (int) number(query, "offset", 0, OFFSET_MAX, 0);
        int limit = (int) number(query, "limit", 1, BUCKETS_MAX, BUCKETS_DEFAULT);
        RecordFilter filter = new RecordFilter(null, null, List.of(), endpoint(query), null);
        List<UsageRecord> found = firstRecords(scope(request), period(query), filter, offset + limit);
        Identities now = identities.get();
        List<OwnUsageJson> page = found.stream()
                .skip(offset)
                .map(each -> OwnUsageJson.of(each, nameOf(now, each.start().key())))
                .toList();
        return ApiAnswer.json(new OwnList("list", page));
    }

    /** An offset is counted off, page by page: it is bounded, and only older clients use it. */
    private List<UsageRecord> firstRecords(LedgerScope scope, Period period, RecordFilter filter, int count) {
        List<UsageRecord> found = new ArrayList<>();
        RecordCursor after = null;
        do {
            int limit = Math.min(RecordQuery.LIMIT_MAX, count - found.size());
            RecordPage page = store.records(new RecordQuery(scope, period, filter, limit, after));
            found.addAll(page.records());
            after = page.next();
        } while (after != null && found.size() < count);
        return found;
    }

    private static @Nullable String nameOf(Identities identities, ApiKeyId id) {
        for (ApiKey key : identities.keys()) {
            if (key.id().equals(id)) {
                return key.name();
            }
        }
        return null;
    }

    private static LedgerScope scope(ApiRequest request) {
        Principal caller = request.principal();
        return LedgerScope.of(caller.organization(), caller.project());
    }

    private Period period(QueryParameters query) {
        Long start = query.wholeNumber("start_time", 0, TIME_MAX);
        Long end = query.wholeNumber("end_time", 0, TIME_MAX);
        // Without an end, what was recorded this very second is meant too.
        Instant to = end == null ? clock.now().plusSeconds(1) : Instant.ofEpochSecond(end);
        Instant from = start == null ? to.minus(PERIOD_DEFAULT) : Instant.ofEpochSecond(start);
        if (!from.isBefore(to)) {
            throw QueryParameters.invalid(
                    "start_time", Long.toString(from.getEpochSecond()), "before end_time " + to.getEpochSecond());
        }
        return new Period(from, to);
    }

    private static long number(QueryParameters query, String name, long min, long max, long otherwise) {
        Long number = query.wholeNumber(name, min, max);
        return number == null ? otherwise : number;
    }

    private static List<String> models(QueryParameters query) {
        List<String> models = query.all("models");
        if (models.size() > RecordFilter.MODELS_MAX) {
            throw QueryParameters.invalid("models", models.size() + " of them", "at most " + RecordFilter.MODELS_MAX);
        }
        return models;
    }

    private static @Nullable ApiKeyId key(QueryParameters query) {
        return query.find("key_id", ApiKeyId::parse, "the id of a key");
    }

    private static @Nullable Endpoint endpoint(QueryParameters query) {
        return query.find(
                "endpoint",
                text -> Endpoint.fromPath(text).orElseThrow(() -> new IllegalArgumentException(text)),
                "/v1/chat/completions, /v1/completions or /v1/embeddings");
    }

    private static @Nullable Outcome outcome(QueryParameters query) {
        return query.find(
                "outcome",
                Outcome::fromWire,
                "completed, rejected, client_gone, upstream_failed, timed_out or interrupted");
    }
}
