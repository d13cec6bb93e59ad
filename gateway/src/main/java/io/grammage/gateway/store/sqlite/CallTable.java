package io.grammage.gateway.store.sqlite;

import io.grammage.footprint.Impacts;
import io.grammage.gateway.ledger.CallCounts;
import io.grammage.gateway.ledger.CallKey;
import io.grammage.gateway.ledger.CallRollup;
import io.grammage.gateway.ledger.Grain;
import io.grammage.gateway.ledger.Histogram;
import io.grammage.gateway.ledger.StatusClass;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** The table {@code call_rollup}. */
final class CallTable extends RollupTable<CallKey, CallRollup> {
    CallTable() {
        super("call_rollup", "period", GroupColumns.and("zone", "method", "status_class"), sumColumns());
    }

    @Override
    boolean has(Grain grain) {
        return true;
    }

    @Override
    CallKey key(CallRollup row) {
        return row.key();
    }

    @Override
    Object[] values(CallRollup row) {
        List<Object> values = new ArrayList<>(sums().size());
        CallCounts counts = row.counts();
        values.add(counts.calls());
        values.add(counts.promptTokens());
        values.add(counts.outputTokens());
        values.add(counts.estimatedTokens());
        values.add(counts.weighedTokens());
        values.addAll(row.latency().counts());
        values.add(row.latency().sumMicros());
        values.addAll(row.firstToken().counts());
        values.add(row.firstToken().sumMicros());
        Impacts impacts = row.impacts();
        for (double figure : impacts == null ? ImpactColumns.none() : impacts.figures()) {
            values.add(figure);
        }
        return values.toArray();
    }

    @Override
    CallRollup row(CallKey key, Object[] values) {
        Iterator<Object> next = Arrays.asList(values).iterator();
        CallCounts counts = new CallCounts(
                (Long) next.next(), (Long) next.next(), (Long) next.next(), (Long) next.next(), (Long) next.next());
        Histogram latency = histogram(Histogram.Bounds.LATENCY, next);
        Histogram firstToken = histogram(Histogram.Bounds.FIRST_TOKEN, next);
        double[] figures = new double[Impacts.FIGURES];
        for (int i = 0; i < figures.length; i++) {
            figures[i] = (Double) next.next();
        }
        return new CallRollup(
                key, counts, key.method() == null ? null : Impacts.ofFigures(figures), latency, firstToken);
    }

    @Override
    void writeKey(CallKey key, RowWriter out) throws SQLException {
        GroupColumns.write(key.group(), out)
                .textOrEmpty(key.zone())
                .textOrEmpty(key.method())
                .text(key.statusClass().wireName());
    }

    @Override
    CallKey readKey(RowReader in) throws SQLException {
        return new CallKey(GroupColumns.read(in), in.textOrEmpty(), in.textOrEmpty(), StatusClass.fromWire(in.text()));
    }

    private static Histogram histogram(Histogram.Bounds bounds, Iterator<Object> next) {
        List<Long> counts = new ArrayList<>(bounds.buckets());
        for (int i = 0; i < bounds.buckets(); i++) {
            counts.add((Long) next.next());
        }
        return new Histogram(bounds, counts, (Long) next.next());
    }

    private static List<Sum> sumColumns() {
        List<Sum> sums = new ArrayList<>();
        sums.add(Sum.count("calls"));
        sums.add(Sum.count("prompt_tokens"));
        sums.add(Sum.count("output_tokens"));
        sums.add(Sum.count("estimated_tokens"));
        sums.add(Sum.count("weighed_tokens"));
        addHistogram("latency", Histogram.Bounds.LATENCY, sums);
        addHistogram("first_token", Histogram.Bounds.FIRST_TOKEN, sums);
        ImpactColumns.NAMES.forEach(name -> sums.add(Sum.figure(name)));
        return List.copyOf(sums);
    }

    private static void addHistogram(String name, Histogram.Bounds bounds, List<Sum> sums) {
        for (int i = 0; i < bounds.buckets(); i++) {
            sums.add(Sum.count(name + "_" + i));
        }
        sums.add(Sum.count(name + "_sum_us"));
    }
}
