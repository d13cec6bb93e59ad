package io.grammage.bench.harness;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The product's budget of performance beside what a run measured. */
final class Budget {
    private static final String NOT_HERE = "not in this run";
    private static final String NEEDS_JMH = "run bench/jmh";
    private static final String NEEDS_BILLS = "run bench/bills";
    private static final String NOT_BUILT = "not built yet";
    private static final String GRAMMAGE = GrammageServer.BEFORE_RESPONSE.title();
    private static final String ASYNC = GrammageServer.ASYNC.title();

    private final RunReport run;
    private final JmhResults jmh;
    private final Optional<String> bills;

    /**
     * A budget.
     *
     * @param bills what {@code bench/bills} found the last time, in words
     */
    Budget(RunReport run, JmhResults jmh, Optional<String> bills) {
        this.run = run;
        this.jmh = jmh;
        this.bills = bills;
    }

    /** The table, for people. */
    String text() {
        TextTable table = TextTable.ofWords().add(List.of("what", "budget", "moonshot", "measured"));
        rows().forEach(row -> table.add(List.of(row.what(), row.budget(), row.moonshot(), row.measured())));
        return table.text();
    }

    List<Row> rows() {
        return List.of(
                new Row(
                        "CPU per JSON call, c=64, before_response",
                        "<= 2.5 x nginx",
                        "2.0 x",
                        ratio("json-64", Figure.CPU_MICROS_PER_CALL, GRAMMAGE, NginxServer.NAME)),
                new Row(
                        "CPU per streamed call, c=64, before_response",
                        "<= 2.5 x nginx",
                        "1.75 x",
                        ratio("stream-64", Figure.CPU_MICROS_PER_CALL, GRAMMAGE, NginxServer.NAME)),
                new Row(
                        "added latency at c=1, async",
                        "p50 <= 0.15 ms, p99 <= 1 ms",
                        "p99 <= 0.5 ms",
                        added(ASYNC).orElse(NOT_HERE)),
                new Row(
                        "added latency at c=1, before_response",
                        "one shared fdatasync more",
                        "",
                        added(GRAMMAGE).orElse(NOT_HERE)),
                new Row(
                        "throughput against portkey, c=64",
                        ">= 20 x",
                        "40 x",
                        ratio("json-64", Figure.CALLS_PER_SECOND, GRAMMAGE, PortkeyServer.NAME)),
                new Row("impacts of a call", "<= 200 ns, no garbage but the result", "", impacts()),
                new Row(
                        "journal, groups of 32",
                        ">= 150,000 durable records/s",
                        "",
                        jmh("JournalBenchmark.groupOf32", " records/s")),
                new Row(
                        "drain into SQLite, all rollups",
                        ">= 15,000 records/s",
                        "25,000",
                        jmh("DrainBenchmark", " records/s, batches of 1,000-4,000")),
                new Row("month's bill, usage page, 100 M records", "<= 100 ms", "", bills.orElse(NEEDS_BILLS)),
                new Row("limits, budgets (part of every call)", "on in every lane", "", NOT_BUILT),
                new Row("start to first answer", "<= 3 s", "", starts(Starts::plain)),
                new Row("the same with an ahead-of-time cache", "<= 1.2 s", "0.8 s", starts(Starts::prepared)),
                new Row("memory", "RSS <= 350 MiB under load", "", memory()));
    }

    private String ratio(String lane, Figure figure, String name, String base) {
        return run.lane(lane)
                .flatMap(report -> report.ratio(figure, name, base))
                .map(ratio -> String.format(Locale.ROOT, "%.2f x", ratio))
                .orElse(NOT_HERE);
    }

    private Optional<String> added(String name) {
        return run.lane("json-1")
                .flatMap(report -> report.figure(Figure.ADDED_P50_MICROS, name)
                        .flatMap(p50 -> report.figure(Figure.ADDED_P99_MICROS, name)
                                .map(p99 -> String.format(
                                        Locale.ROOT,
                                        "p50 %.2f ms, p99 %.2f ms",
                                        p50.median() / 1000,
                                        p99.median() / 1000))));
    }

    private String jmh(String name, String unit) {
        return jmh.range(name, unit).orElse(NEEDS_JMH);
    }

    private String impacts() {
        String name = "ImpactsBenchmark";
        return jmh(name, " ns")
                + jmh.allocatedBytes(name)
                        .map(bytes -> String.format(Locale.ROOT, ", %.0f B", bytes))
                        .orElse("");
    }

    private String starts(Function<Starts, Spread> kind) {
        return run.starts(GRAMMAGE)
                .map(kind)
                .map(spread -> spread.text(2) + " s")
                .orElse(NOT_HERE);
    }

    private String memory() {
        String peaks = String.join(
                ", ",
                run.memories().stream()
                        .filter(memory -> memory.name().startsWith(GRAMMAGE))
                        .map(memory -> String.format(Locale.ROOT, "%s %.0f MiB", memory.name(), memory.peakMebibytes()))
                        .toList());
        return peaks.isEmpty() ? NOT_HERE : peaks;
    }

    /** A line of the table. */
    record Row(String what, String budget, String moonshot, String measured) {}
}
