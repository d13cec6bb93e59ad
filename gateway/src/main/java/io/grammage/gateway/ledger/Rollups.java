package io.grammage.gateway.ledger;

import io.grammage.gateway.kernel.Charge;
import io.grammage.gateway.kernel.ChargeLine;
import java.util.ArrayList;
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
    private final Set<Grain> grains;
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
        for (Grain grain : grains) {
            RollupGroup group = RollupGroup.of(call, grain);
            addUsage(call, group);
            calls.computeIfAbsent(callKey(call, group, figures), key -> new CallSum())
                    .add(figures, call.ending());
        }
        if (grains.contains(Grain.HOUR) && figures.isSpend()) {
            addSpend(call, figures);
        }
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

    private void addUsage(UsageRecord call, RollupGroup group) {
        Charge charge = call.usage().charge();
        for (ChargeLine line : charge.lines()) {
            UsageKey key = new UsageKey(group, call.start().mode(), line.price(), charge.currency(), line.unit());
            usage.computeIfAbsent(key, absent -> new UsageSum()).add(line.quantity(), line.amount());
        }
    }

    private static CallKey callKey(UsageRecord call, RollupGroup group, CallFigures figures) {
        Served served = call.served();
        return new CallKey(
                group,
                served == null ? null : served.zone().code(),
                figures.method(),
                StatusClass.of(call.ending().status()));
    }

    private void addSpend(UsageRecord call, CallFigures figures) {
        CallStart start = call.start();
        addSpend(call, figures, SpendScope.ORGANIZATION, start.organization().toString());
        addSpend(call, figures, SpendScope.PROJECT, start.project().toString());
        addSpend(
                call,
                figures,
                SpendScope.USER,
                start.user() == null ? null : start.user().toString());
        addSpend(call, figures, SpendScope.KEY, start.key().toString());
        addSpend(call, figures, SpendScope.MODEL, start.model());
        start.tags().forEach((name, value) -> addSpend(call, figures, SpendScope.TAG, name + "=" + value));
    }

    private void addSpend(UsageRecord call, CallFigures figures, SpendScope scope, @Nullable String scopeId) {
        if (scopeId != null) {
            SpendKey key = new SpendKey(
                    call.start().organization(),
                    scope,
                    scopeId,
                    Grain.HOUR.startOf(call.startedAt()),
                    call.start().model(),
                    call.usage().charge().currency());
            spend.computeIfAbsent(key, absent -> new SpendSum()).add(figures);
        }
    }
}
