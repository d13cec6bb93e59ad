package io.grammage.bench.harness;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What a run found.
 *
 * @param machine what it ran on
 * @param rounds turns of each contestant on each lane
 * @param seconds length of a turn
 * @param notes what has to be said about contestants, and who was not there
 * @param lanes in the order in which they were run
 * @param memories of those contestants that are processes
 * @param ledgers of those contestants that have one
 * @param starts how long starts took, of each that was started; none if not measured
 */
record RunReport(
        String machine,
        int rounds,
        int seconds,
        List<String> notes,
        List<LaneReport> lanes,
        List<Memory> memories,
        List<LedgerCount> ledgers,
        List<Starts> starts) {
    RunReport {
        notes = List.copyOf(notes);
        lanes = List.copyOf(lanes);
        memories = List.copyOf(memories);
        ledgers = List.copyOf(ledgers);
        starts = List.copyOf(starts);
    }

    /** Whether every call was answered and stands in its ledger once. */
    boolean isSound() {
        return lanes.stream().allMatch(LaneReport::isSound) && ledgers.stream().allMatch(LedgerCount::isSound);
    }

    Optional<LaneReport> lane(String name) {
        return lanes.stream().filter(lane -> lane.lane().name().equals(name)).findFirst();
    }

    Optional<Starts> starts(String name) {
        return starts.stream().filter(found -> found.name().equals(name)).findFirst();
    }

    Optional<Memory> memory(String name) {
        return memories.stream().filter(memory -> memory.name().equals(name)).findFirst();
    }

    /** What is known only at the end, for people; lanes and notes were told before. */
    String ending() {
        StringJoiner text = new StringJoiner("\n");
        TextTable table = TextTable.ofNumbers().add(List.of("RSS MiB", "idle", "peak", "after"));
        memories.forEach(memory -> table.add(List.of(
                memory.name(),
                number(memory.idleMebibytes()),
                number(memory.peakMebibytes()),
                number(memory.afterMebibytes()))));
        text.add(table.text());
        ledgers.forEach(ledger -> text.add(ledger.text()));
        starts.forEach(found -> text.add("start to first answer of " + found.name() + ", empty data directory: "
                + found.plain().text(2) + " s, with an ahead-of-time cache "
                + found.prepared().text(2) + " s"));
        return text.toString();
    }

    private static String number(double mebibytes) {
        return String.format(Locale.ROOT, "%.0f", mebibytes);
    }
}
