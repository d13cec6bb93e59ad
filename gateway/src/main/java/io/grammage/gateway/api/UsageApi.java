package io.grammage.gateway.api;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.catalog.Catalog;
import io.grammage.gateway.identity.ApiKey;
import io.grammage.gateway.identity.Identities;
import io.grammage.gateway.identity.Principal;
import io.grammage.gateway.identity.Scope;
import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.ledger.CallRollup;
import io.grammage.gateway.ledger.Grain;
import io.grammage.gateway.ledger.LedgerScope;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the caller's project consumed: by day, and call by call. Reads the ledger, never more than one project of it. */
public final class UsageApi {
    private static final int BUCKETS_DEFAULT = 10;
    private static final int BUCKETS_MAX = 100;
    private static final int RECORDS_DEFAULT = 100;
    private static final int BUCKET_OFFSET_MAX = 100_000;
    private static final int RECORD_OFFSET_MAX = 10_000;

    private final UsageStore store;
    private final Supplier<Catalog> catalog;
    private final Supplier<Identities> identities;
    private final Clock clock;

    /**
     * The usage in a store.
     *
     * @param catalog resolves aliases, and has the currency in which the cost of a day is told
     * @param identities has the names of keys
     */
    public UsageApi(UsageStore store, Supplier<Catalog> catalog, Supplier<Identities> identities, Clock clock) {
        this.store = requireNonNull(store, "store");
        this.catalog = requireNonNull(catalog, "catalog");
        this.identities = requireNonNull(identities, "identities");
        this.clock = requireNonNull(clock, "clock");
    }

    /** The routes of this surface. */
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get("/v1/usage", Scope.CONSUMPTION_READ, this::buckets),
                ApiRoute.get("/v1/me/usage", Scope.CONSUMPTION_READ, this::own),
                ApiRoute.get("/v1/usage/records", Scope.CONSUMPTION_READ, this::records));
    }

    private record BucketList(String object, int total, int offset, int limit, List<UsageBucket.Json> data) {}

    private record OwnList(String object, List<OwnUsageJson> data) {}

    private record RecordList(
            String object,
            List<UsageRecordJson> data,
            @Nullable String next) {}

    private ApiAnswer buckets(ApiRequest request) {
        request.query().allowOnly(List.of("start_time", "end_time", "endpoint", "models", "key_id", "offset", "limit"));
        UsageParameters parameters = new UsageParameters(request.query());
        int offset = parameters.offset(BUCKET_OFFSET_MAX);
        int limit = parameters.limit(BUCKETS_MAX, BUCKETS_DEFAULT);
        Catalog current = catalog.get();
        List<UsageBucket> days = days(new RollupQuery(
                scope(request),
                Grain.DAY,
                parameters.period(clock.now()),
                new RollupFilter(parameters.key(), parameters.models(current), parameters.endpoint()),
                RollupQuery.Detail.TOTALS));
        List<UsageBucket.Json> page = days.stream()
                .skip(offset)
                .limit(limit)
                .map(day -> day.json(current.currency()))
                .toList();
        return ApiAnswer.json(new BucketList("list", days.size(), offset, limit, page));
    }

    /** Newest first, days without a successful call left out. */
    private List<UsageBucket> days(RollupQuery query) {
        SortedMap<Instant, UsageBucket> days = new TreeMap<>(Collections.reverseOrder());
        for (CallRollup rollup : store.calls(query)) {
            if (rollup.key().statusClass() == StatusClass.SUCCESS) {
                days.computeIfAbsent(rollup.key().group().period(), UsageBucket::new)
                        .add(rollup);
            }
        }
        for (UsageRollup rollup : store.usage(query)) {
            days.computeIfAbsent(rollup.key().group().period(), UsageBucket::new)
                    .add(rollup);
        }
        return days.values().stream().filter(UsageBucket::hasCalls).toList();
    }

    private ApiAnswer records(ApiRequest request) {
        request.query()
                .allowOnly(
                        List.of("start_time", "end_time", "endpoint", "models", "key_id", "outcome", "limit", "after"));
        UsageParameters parameters = new UsageParameters(request.query());
        RecordFilter filter = new RecordFilter(
                parameters.key(), null, parameters.models(catalog.get()), parameters.endpoint(), parameters.outcome());
        RecordPage page = store.records(new RecordQuery(
                scope(request),
                parameters.period(clock.now()),
                filter,
                parameters.limit(RecordQuery.LIMIT_MAX, RECORDS_DEFAULT),
                parameters.after()));
        RecordCursor next = page.next();
        return ApiAnswer.json(new RecordList(
                "list",
                page.records().stream().map(UsageRecordJson::of).toList(),
                next == null ? null : next.toString()));
    }

    private ApiAnswer own(ApiRequest request) {
        request.query().allowOnly(List.of("start_time", "end_time", "endpoint", "offset", "limit"));
        UsageParameters parameters = new UsageParameters(request.query());
        int offset = parameters.offset(RECORD_OFFSET_MAX);
        int limit = parameters.limit(BUCKETS_MAX, BUCKETS_DEFAULT);
        RecordFilter filter = new RecordFilter(null, null, List.of(), parameters.endpoint(), null);
        List<UsageRecord> found = firstRecords(scope(request), parameters.period(clock.now()), filter, offset + limit);
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
}
