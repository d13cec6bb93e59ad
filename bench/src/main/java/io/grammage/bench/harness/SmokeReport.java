package io.grammage.bench.harness;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a run of the smoke lane found.
 *
 * @param machine what it ran on
 * @param lane the traffic
 * @param durability when a record of the gateway was durable
 * @param standings one for each contestant
 * @param ledger what the gateway's ledger has; null where the gateway was left out
 */
record SmokeReport(
        String machine,
        Lane lane,
        String durability,
        List<Standing> standings,
        @Nullable LedgerCount ledger) {
    /** What a call may cost, as a multiple of nginx. */
    private static final double BUDGET = 2.5;

    SmokeReport {
        standings = List.copyOf(standings);
    }

    /** Whether every call was answered and stands in the ledger once. */
    boolean isSound() {
        return standings.stream().allMatch(standing -> standing.failed() == 0)
                && (ledger == null || (ledger.lost() == 0 && ledger.doubled() == 0));
    }

    /** The table, for people. */
    String text() {
        StringJoiner text = new StringJoiner("\n");
        text.add(machine);
        text.add(lane.name() + ", " + lane.connections() + " connections, durability " + durability
                + "; median (min-max) of the rounds");
        text.add(row("", "calls/s", "p50 us", "p99 us", "CPU us/call", "RSS MiB", "foreign cores"));
        standings.forEach(standing -> text.add(row(standing)));
        cpuRatio().ifPresent(text::add);
        loadRatio().ifPresent(text::add);
        if (ledger != null) {
            text.add(String.format(
                    Locale.ROOT,
                    "ledger: %d calls answered, %d records; lost/doubled: %d/%d",
                    ledger.answered(),
                    ledger.rows(),
                    ledger.lost(),
                    ledger.doubled()));
        }
        standings.stream()
                .filter(standing -> standing.failed() > 0)
                .forEach(standing -> text.add("FAILED: " + standing.failed() + " calls of " + standing.name()
                        + ", the first: " + standing.firstFailure()));
        return text.toString();
    }

    private Optional<String> cpuRatio() {
        return pair((grammage, nginx) -> String.format(
                Locale.ROOT,
                "grammage / nginx: %.2f x CPU (budget: %.1f x)",
                grammage.cpuMicrosPerCall().median() / nginx.cpuMicrosPerCall().median(),
                BUDGET));
    }

    private Optional<String> loadRatio() {
        return pair((grammage, nginx) -> String.format(
                Locale.ROOT,
                "load generator: %s us of its own CPU a call; drove nginx at %.1f x the rate of grammage",
                nginx.loadMicrosPerCall().text(1),
                nginx.callsPerSecond().median() / grammage.callsPerSecond().median()));
    }

    private Optional<String> pair(BiFunction<Standing, Standing, String> line) {
        return standing(GrammageServer.NAME)
                .flatMap(grammage -> standing("nginx").map(nginx -> line.apply(grammage, nginx)));
    }

    private Optional<Standing> standing(String name) {
        return standings.stream()
                .filter(standing -> standing.name().equals(name))
                .findFirst();
    }

    private static String row(Standing standing) {
        boolean proxy = standing.rssMebibytes().max() > 0;
        return row(
                standing.name(),
                standing.callsPerSecond().text(0),
                standing.p50Micros().text(0),
                standing.p99Micros().text(0),
                proxy ? standing.cpuMicrosPerCall().text(1) : "-",
                proxy ? standing.rssMebibytes().text(0) : "-",
                standing.foreignCores().text(2));
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, "%-9s %22s %22s %22s %22s %16s %18s", (Object[]) cells)
                .stripTrailing();
    }
}
