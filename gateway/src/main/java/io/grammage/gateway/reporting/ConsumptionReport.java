package io.grammage.gateway.reporting;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.ledger.Grain;
import io.grammage.gateway.ledger.LedgerScope;
import io.grammage.gateway.ledger.Period;
import io.grammage.gateway.ledger.RollupFilter;
import io.grammage.gateway.ledger.RollupGroup;
import io.grammage.gateway.ledger.RollupQuery;
import io.grammage.gateway.ledger.SpendKey;
import io.grammage.gateway.ledger.SpendQuery;
import io.grammage.gateway.ledger.SpendScope;
import io.grammage.gateway.ledger.UsageKey;
import io.grammage.gateway.ledger.UsageStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was consumed in a period, told apart by some dimensions: quantities of each unit, and what they cost at list price, exactly and
 * pro rata. Amounts of two currencies stand in two rows. Immutable.
 */
public final class ConsumptionReport {
    /** Rows, their JSON and its text are on the heap at once, beside the calls on their way. */
    private static final int ROWS_MAX = 20_000;

    private final Set<Dimension> dimensions;
    private final List<Row> rows;

    /**
     * Sums of the calls that have all of these in common.
     *
     * @param group a value for each dimension of the report; empty for what has none, such as calls that reached no provider
     * @param tokens of all types
     * @param units quantities by unit; empty in reports by user or tag, which the ledger sums by tokens alone
     * @param charge at list price
     */
    public record Row(
            Map<Dimension, String> group,
            Currency currency,
            long tokens,
            Map<UsageUnit, Long> units,
            BigDecimal charge) {
        public Row {
            group = Collections.unmodifiableMap(copy(Dimension.class, group));
            requireNonNull(currency, "currency");
            units = Collections.unmodifiableMap(copy(UsageUnit.class, units));
            requireNonNull(charge, "charge");
        }
    }

    private static <K extends Enum<K>, V> Map<K, V> copy(Class<K> type, Map<K, V> map) {
        Map<K, V> copy = new EnumMap<>(type);
        copy.putAll(map);
        return copy;
    }

    /** The values that rows have in common; ordered by them. */
    private record Group(List<String> values, String currency) implements Comparable<Group> {
        private static final Comparator<Group> ORDER = (a, b) -> {
            for (int i = 0; i < a.values.size(); i++) {
                int order = a.values.get(i).compareTo(b.values.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return a.currency.compareTo(b.currency);
        };

        @Override
        public int compareTo(Group other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class Sum {
        private final Map<UsageUnit, Long> units = new EnumMap<>(UsageUnit.class);
        private long tokens;
        private BigDecimal charge = BigDecimal.ZERO;

        void add(UsageUnit unit, long quantity, BigDecimal more) {
            units.merge(unit, quantity, Math::addExact);
            add(unit.isToken() ? quantity : 0, more);
        }

        void add(long moreTokens, BigDecimal more) {
            tokens = Math.addExact(tokens, moreTokens);
            charge = charge.add(more);
        }
    }

    private ConsumptionReport(Set<Dimension> dimensions, Map<Group, Sum> sums) {
        this.dimensions = dimensions;
        List<Row> all = new ArrayList<>(sums.size());
        sums.forEach((group, sum) -> {
            Map<Dimension, String> values = new EnumMap<>(Dimension.class);
            int i = 0;
            for (Dimension dimension : dimensions) {
                values.put(dimension, group.values().get(i++));
            }
            all.add(new Row(values, Currency.getInstance(group.currency()), sum.tokens, sum.units, sum.charge));
        });
        rows = List.copyOf(all);
    }

    /**
     * Whether a report by these can be made.
     *
     * @return null when it can, else why not
     */
    public static @Nullable String objection(Set<Dimension> dimensions, LedgerScope scope) {
        Set<Dimension> ofSpend = EnumSet.noneOf(Dimension.class);
        Set<Dimension> others = EnumSet.noneOf(Dimension.class);
        for (Dimension dimension : dimensions) {
            if (dimension.isOfSpend()) {
                ofSpend.add(dimension);
            } else if (dimension != Dimension.MODEL && dimension != Dimension.DAY) {
                others.add(dimension);
            }
        }
        if (ofSpend.isEmpty()) {
            return null;
        }
        if (ofSpend.size() > 1 || !others.isEmpty()) {
            return "user or tag, alone or with model and day";
        }
        return scope.project() == null ? null : "no user and no tag in a report on one project";
    }

    /**
     * Reads a report.
     *
     * @param period widened to whole hours
     * @throws IllegalArgumentException when there is an {@link #objection}
     * @throws GatewayException {@link ErrorCode#INVALID_REQUEST} when it would have too many rows
     */
    public static ConsumptionReport read(
            UsageStore store, LedgerScope scope, Period period, Set<Dimension> dimensions) {
        String objection = objection(dimensions, scope);
        if (objection != null) {
            throw new IllegalArgumentException("dimensions: " + dimensions + " (expected: " + objection + ")");
        }
        Set<Dimension> sorted = EnumSet.noneOf(Dimension.class);
        sorted.addAll(dimensions);
        Map<Group, Sum> sums = new TreeMap<>();
        if (sorted.stream().anyMatch(Dimension::isOfSpend)) {
            readSpend(store, scope, period, sorted, sums);
        } else {
            readUsage(store, scope, period, sorted, sums);
        }
        return new ConsumptionReport(Collections.unmodifiableSet(sorted), sums);
    }

    private static void readUsage(
            UsageStore store, LedgerScope scope, Period period, Set<Dimension> dimensions, Map<Group, Sum> sums) {
        boolean detailed = dimensions.contains(Dimension.KEY) || dimensions.contains(Dimension.PROVIDER);
        RollupQuery query = new RollupQuery(
                scope,
                grain(dimensions),
                period,
                RollupFilter.ALL,
                detailed ? RollupQuery.Detail.KEYS_AND_PROVIDERS : RollupQuery.Detail.TOTALS);
        store.usage(query, row -> {
            UsageKey key = row.key();
            List<String> values =
                    dimensions.stream().map(each -> value(each, key)).toList();
            sum(sums, values, key.currency()).add(key.unit(), row.quantity(), row.charge());
        });
    }

    private static Sum sum(Map<Group, Sum> sums, List<String> values, Currency currency) {
        Sum sum = sums.computeIfAbsent(new Group(values, currency.getCurrencyCode()), absent -> new Sum());
        if (sums.size() > ROWS_MAX) {
            throw new GatewayException(
                    ErrorCode.INVALID_REQUEST,
                    "The report has more than " + ROWS_MAX
                            + " rows. Ask for a shorter period, for one project, or group by less.");
        }
        return sum;
    }

    private static String value(Dimension dimension, UsageKey key) {
        RollupGroup group = key.group();
        return switch (dimension) {
            case PROJECT -> group.project().toString();
            case MODEL -> group.model();
            case KEY -> {
                ApiKeyId id = group.key();
                yield id == null ? "" : id.toString();
            }
            case PROVIDER -> {
                String provider = group.provider();
                yield provider == null ? "" : provider;
            }
            case ENDPOINT -> group.endpoint().path();
            case MODE -> key.mode().wireName();
            case DAY -> day(group.period());
            case USER, TAG -> throw new IllegalArgumentException("dimension: " + dimension);
        };
    }

    private static void readSpend(
            UsageStore store, LedgerScope scope, Period period, Set<Dimension> dimensions, Map<Group, Sum> sums) {
        SpendQuery query = new SpendQuery(
                scope.organization(),
                dimensions.contains(Dimension.USER) ? SpendScope.USER : SpendScope.TAG,
                grain(dimensions),
                period);
        store.spend(query, row -> {
            SpendKey key = row.key();
            List<String> values = dimensions.stream()
                    .map(each -> switch (each) {
                        case MODEL -> key.model();
                        case DAY -> day(key.period());
                        default -> key.scopeId();
                    })
                    .toList();
            sum(sums, values, key.currency()).add(row.tokens(), row.charge());
        });
    }

    private static Grain grain(Set<Dimension> dimensions) {
        return dimensions.contains(Dimension.DAY) ? Grain.DAY : Grain.MONTH;
    }

    private static String day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC).toString();
    }

    /** By what rows are told apart, in the order of {@link Dimension}. */
    public Set<Dimension> dimensions() {
        return dimensions;
    }

    /** The rows, ordered by the values of their dimensions. */
    public List<Row> rows() {
        return rows;
    }
}
