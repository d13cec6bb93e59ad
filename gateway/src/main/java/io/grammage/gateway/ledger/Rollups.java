package io.grammage.gateway.ledger;

import io.grammage.gateway.kernel.ChargeLine;
import io.grammage.gateway.kernel.PriceId;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.kernel.UserId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sums of usage records, in memory: the three families that a store keeps beside the records. What comes out is sorted
 * by key, and sums of numbers with a point follow the order in which records were added, so that equal records in equal
 * order give equal rows to the last bit. Not thread-safe.
 */
public final class Rollups {
    /** Kinds that are remembered. There may be many more in a month than there are rows, and they can be looked up again. */
    static final int KINDS_MAX = 4_096;

    private final Set<Grain> grains;
    private final Map<CallKind, Sums> kinds = new HashMap<>();
    private final Map<UsageKey, UsageSum> usage = new HashMap<>();
    private final Map<CallKey, CallSum> calls = new HashMap<>();
    private final Map<SpendKey, SpendSum> spend = new HashMap<>();

    /** Sums at all grains. */
    public Rollups() {
        this(EnumSet.allOf(Grain.class));
    }

    /** Sums at these grains only. {@link #spend} has rows only where {@link Grain#HOUR} is among them. */
    public Rollups(Set<Grain> grains) {
        this.grains = EnumSet.copyOf(grains);
    }

    /**
     * Adds a record.
     *
     * @throws IllegalArgumentException when a sum of counts exceeds 63 bits; the sums are then unusable
     */
    public void add(UsageRecord call) {
        CallFigures figures = CallFigures.of(call);
        if (kinds.size() == KINDS_MAX) {
            kinds.clear();
        }
        kinds.computeIfAbsent(CallKind.of(call, figures), kind -> new Sums(call, figures))
                .add(call, figures);
    }

    /** The rows of the first family, sorted. */
    public List<UsageRollup> usage() {
        List<UsageRollup> rows = new ArrayList<>(usage.size());
        usage.forEach((key, sum) -> rows.add(sum.rollup(key)));
        rows.sort((a, b) -> a.key().compareTo(b.key()));
        return rows;
    }

    /** The rows of the second family, sorted. */
    public List<CallRollup> calls() {
        List<CallRollup> rows = new ArrayList<>(calls.size());
        calls.forEach((key, sum) -> rows.add(sum.rollup(key)));
        rows.sort((a, b) -> a.key().compareTo(b.key()));
        return rows;
    }

    /** The rows of the third family, sorted. */
    public List<SpendRollup> spend() {
        List<SpendRollup> rows = new ArrayList<>(spend.size());
        spend.forEach((key, sum) -> rows.add(sum.rollup(key)));
        rows.sort((a, b) -> a.key().compareTo(b.key()));
        return rows;
    }

    /** The sums that the calls of one kind go into, so that they are looked up once for all of them. */
    private final class Sums {
        private final List<RollupGroup> groups;
        private final List<CallSum> callSums;
        private final Map<LineKind, List<UsageSum>> usageSums = new HashMap<>();
        private @Nullable List<SpendSum> spendSums;

        Sums(UsageRecord first, CallFigures figures) {
            groups = grains.stream().map(grain -> RollupGroup.of(first, grain)).toList();
            callSums = groups.stream()
                    .map(group -> calls.computeIfAbsent(callKey(first, group, figures), key -> new CallSum()))
                    .toList();
        }

        void add(UsageRecord call, CallFigures figures) {
            for (CallSum sum : callSums) {
                sum.add(figures, call.ending());
            }
            for (ChargeLine line : call.usage().charge().lines()) {
                List<UsageSum> sums = usageSums.computeIfAbsent(
                        new LineKind(line.unit(), line.price()), kind -> usageSums(call, line));
                for (UsageSum sum : sums) {
                    sum.add(line.quantity(), line.amount());
                }
            }
            if (grains.contains(Grain.HOUR) && figures.isSpend()) {
                List<SpendSum> sums = spendSums;
                if (sums == null) {
                    sums = spendSums(call);
                    spendSums = sums;
                }
                for (SpendSum sum : sums) {
                    sum.add(figures);
                }
            }
        }

        private List<UsageSum> usageSums(UsageRecord call, ChargeLine line) {
            Currency currency = call.usage().charge().currency();
            return groups.stream()
                    .map(group -> new UsageKey(group, call.start().mode(), line.price(), currency, line.unit()))
                    .map(key -> usage.computeIfAbsent(key, absent -> new UsageSum()))
                    .toList();
        }
    }

    private record LineKind(UsageUnit unit, @Nullable PriceId price) {}

    private static CallKey callKey(UsageRecord call, RollupGroup group, CallFigures figures) {
        Served served = call.served();
        return new CallKey(
                group,
                served == null ? null : served.zone().code(),
                figures.method(),
                StatusClass.of(call.ending().status()));
    }

    private List<SpendSum> spendSums(UsageRecord call) {
        CallStart start = call.start();
        List<SpendSum> sums = new ArrayList<>();
        sums.add(spendSum(call, SpendScope.ORGANIZATION, start.organization().toString()));
        sums.add(spendSum(call, SpendScope.PROJECT, start.project().toString()));
        UserId user = start.user();
        if (user != null) {
            sums.add(spendSum(call, SpendScope.USER, user.toString()));
        }
        sums.add(spendSum(call, SpendScope.KEY, start.key().toString()));
        sums.add(spendSum(call, SpendScope.MODEL, start.model()));
        start.tags().forEach((name, value) -> sums.add(spendSum(call, SpendScope.TAG, name + "=" + value)));
        return List.copyOf(sums);
    }

    private SpendSum spendSum(UsageRecord call, SpendScope scope, String scopeId) {
        SpendKey key = new SpendKey(
                call.start().organization(),
                scope,
                scopeId,
                Grain.HOUR.startOf(call.startedAt()),
                call.start().model(),
                call.usage().charge().currency());
        return spend.computeIfAbsent(key, absent -> new SpendSum());
    }
}
