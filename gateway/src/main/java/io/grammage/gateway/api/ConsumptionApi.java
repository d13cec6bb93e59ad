package io.grammage.gateway.api;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.identity.ApiKey;
import io.grammage.gateway.identity.Identities;
import io.grammage.gateway.identity.Principal;
import io.grammage.gateway.identity.Project;
import io.grammage.gateway.identity.Scope;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.ledger.LedgerScope;
import io.grammage.gateway.ledger.Period;
import io.grammage.gateway.ledger.UsageStore;
import io.grammage.gateway.reporting.ConsumptionCsv;
import io.grammage.gateway.reporting.ConsumptionReport;
import io.grammage.gateway.reporting.Dimension;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the caller's organization, or its project, consumed in a period, told apart as the caller asks. */
public final class ConsumptionApi {
    private static final String DIMENSIONS =
            Arrays.stream(Dimension.values()).map(Dimension::wireName).collect(Collectors.joining(", "));

    private final UsageStore store;
    private final Supplier<Identities> identities;
    private final Clock clock;

    /** Consumption in a store, with the names of projects and keys. */
    public ConsumptionApi(UsageStore store, Supplier<Identities> identities, Clock clock) {
        this.store = requireNonNull(store, "store");
        this.identities = requireNonNull(identities, "identities");
        this.clock = requireNonNull(clock, "clock");
    }

    /** The routes of this surface. */
    public List<ApiRoute> routes() {
        return List.of(ApiRoute.get("/v1/billing/consumption", Scope.CONSUMPTION_READ, this::consumption));
    }

    private record RowList(
            String object, long startTime, long endTime, List<String> groupBy, List<Map<String, Object>> data) {}

    private ApiAnswer consumption(ApiRequest request) {
        QueryParameters query = request.query();
        query.allowOnly(List.of("start_time", "end_time", "project_id", "group_by", "format"));
        Principal caller = request.principal();
        Identities known = identities.get();
        ProjectId project = new BillingParameters(query, caller, known).project();
        LedgerScope scope = project == null
                ? LedgerScope.of(caller.organization())
                : LedgerScope.of(caller.organization(), project);
        Period period = new UsageParameters(query).period(clock.now());
        Set<Dimension> dimensions = dimensions(query, scope);
        String format = query.find("format", QueryParameters.oneOf("json", "csv"), "json or csv");
        ConsumptionReport report = ConsumptionReport.read(store, scope, period, dimensions);
        if ("csv".equals(format)) {
            return ApiAnswer.file(
                    "text/csv; charset=utf-8",
                    "consumption.csv",
                    new ApiBody.Streamed(out -> ConsumptionCsv.write(report, out)));
        }
        Names names = new Names(known);
        return ApiAnswer.json(new RowList(
                "list",
                period.from().getEpochSecond(),
                period.to().getEpochSecond(),
                report.dimensions().stream().map(Dimension::wireName).toList(),
                report.rows().stream().map(row -> json(row, names)).toList()));
    }

    private static Set<Dimension> dimensions(QueryParameters query, LedgerScope scope) {
        Set<Dimension> dimensions = EnumSet.noneOf(Dimension.class);
        for (String name : query.all("group_by")) {
            try {
                dimensions.add(Dimension.fromWire(name));
            } catch (IllegalArgumentException e) {
                throw QueryParameters.invalid("group_by", name, "one of " + DIMENSIONS);
            }
        }
        if (dimensions.isEmpty()) {
            dimensions.add(Dimension.MODEL);
        }
        String objection = ConsumptionReport.objection(dimensions, scope);
        if (objection != null) {
            throw QueryParameters.invalid("group_by", String.join(", ", query.all("group_by")), objection);
        }
        return dimensions;
    }

    /** What ids of the ledger are called now. */
    private static final class Names {
        private final Map<String, String> projects = new HashMap<>();
        private final Map<String, String> keys = new HashMap<>();

        Names(Identities identities) {
            for (Project project : identities.projects()) {
                projects.put(project.id().toString(), project.name());
            }
            for (ApiKey key : identities.keys()) {
                keys.put(key.id().toString(), key.name());
            }
        }

        @Nullable
        String of(Dimension dimension, String id) {
            return switch (dimension) {
                case PROJECT -> projects.get(id);
                case KEY -> keys.get(id);
                case MODEL, PROVIDER, ENDPOINT, MODE, DAY, USER, TAG -> null;
            };
        }
    }

    private static Map<String, Object> json(ConsumptionReport.Row row, Names names) {
        Map<String, Object> json = new LinkedHashMap<>();
        row.group().forEach((dimension, value) -> {
            json.put(dimension.wireName(), value);
            String name = names.of(dimension, value);
            if (name != null) {
                json.put(dimension.wireName() + "_name", name);
            }
        });
        json.put("tokens", row.tokens());
        Map<String, Long> units = new LinkedHashMap<>();
        for (Map.Entry<UsageUnit, Long> unit : row.units().entrySet()) {
            units.put(unit.getKey().wireName(), unit.getValue());
        }
        json.put("units", units);
        json.put("charge", ApiJson.money(row.charge()));
        json.put("currency", row.currency().getCurrencyCode());
        return json;
    }
}
