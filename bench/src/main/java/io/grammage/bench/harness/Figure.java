package io.grammage.bench.harness;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What is told of a contestant on a lane. */
enum Figure {
    /** Calls with a right answer. */
    CALLS_PER_SECOND("calls/s", 0, Subject.ALL),
    /** Median latency to the end of the answer. */
    P50_MICROS("p50 us", 0, Subject.ALL),
    /** What one in a hundred calls exceeds. */
    P99_MICROS("p99 us", 0, Subject.ALL),
    /** The same, less that of the direct way in the same round. */
    ADDED_P50_MICROS("added p50 us", 0, Subject.ADDED),
    /** The same, less that of the direct way in the same round. */
    ADDED_P99_MICROS("added p99 us", 0, Subject.ADDED),
    /** Median time to the first event of a stream. */
    FIRST_P50_MICROS("first event p50 us", 0, Subject.STREAM),
    /** What one in a hundred streams exceeds. */
    FIRST_P99_MICROS("first event p99 us", 0, Subject.STREAM),
    /** The same, less that of the direct way in the same round. */
    ADDED_FIRST_P50_MICROS("added first p50 us", 0, Subject.ADDED_STREAM),
    /** The same, less that of the direct way in the same round. */
    ADDED_FIRST_P99_MICROS("added first p99 us", 0, Subject.ADDED_STREAM),
    /** CPU of the proxy, user and system, what is left over from the calls included. */
    CPU_MICROS_PER_CALL("CPU us/call", 1, Subject.PROXY),
    /** Resident memory of the proxy after the round. */
    RSS_MEBIBYTES("RSS MiB", 0, Subject.PROXY),
    /** CPU of the load generator. */
    LOAD_MICROS_PER_CALL("load CPU us/call", 1, Subject.ALL),
    /** Cores that something else kept busy. */
    FOREIGN_CORES("foreign cores", 2, Subject.ALL);

    private static final double MEBIBYTE = 1 << 20;

    private final String title;
    private final int decimals;
    private final Subject subject;

    Figure(String title, int decimals, Subject subject) {
        this.title = title;
        this.decimals = decimals;
        this.subject = subject;
    }

    /** As it stands in the table, with its unit. */
    String title() {
        return title;
    }

    /** As it stands in the table. */
    String text(Spread spread) {
        return spread.text(decimals);
    }

    /** This figure of all rounds; nothing where there is none to tell. */
    Optional<List<Double>> of(Rounds rounds) {
        if (!appliesTo(rounds)) {
            return Optional.empty();
        }
        return Optional.of(IntStream.range(0, rounds.own().size())
                .mapToObj(i -> isAdded()
                        ? value(rounds.own().get(i)) - value(rounds.direct().get(i))
                        : value(rounds.own().get(i)))
                .toList());
    }

    private boolean isAdded() {
        return subject == Subject.ADDED || subject == Subject.ADDED_STREAM;
    }

    private boolean appliesTo(Rounds rounds) {
        return switch (subject) {
            case ALL -> true;
            case PROXY -> rounds.proxy();
            case STREAM -> rounds.lane().streams();
            case ADDED -> !rounds.direct().isEmpty();
            case ADDED_STREAM -> rounds.lane().streams() && !rounds.direct().isEmpty();
        };
    }

    private double value(Round round) {
        return switch (this) {
            case CALLS_PER_SECOND -> round.load().callsPerSecond();
            case P50_MICROS, ADDED_P50_MICROS -> round.load().latencies().p50();
            case P99_MICROS, ADDED_P99_MICROS -> round.load().latencies().p99();
            case FIRST_P50_MICROS, ADDED_FIRST_P50_MICROS ->
                round.load().firstEvents().p50();
            case FIRST_P99_MICROS, ADDED_FIRST_P99_MICROS ->
                round.load().firstEvents().p99();
            case CPU_MICROS_PER_CALL -> round.cpuMicrosPerCall();
            case RSS_MEBIBYTES -> round.rssBytes() / MEBIBYTE;
            case LOAD_MICROS_PER_CALL -> round.load().ownCpuMicrosPerCall();
            case FOREIGN_CORES -> round.foreignCores();
        };
    }

    /**
     * A contestant's turns on a lane.
     *
     * @param lane the lane
     * @param proxy whether there is a process whose use is known
     * @param own at least one
     * @param direct those of the direct way, in the same order; empty if this is the direct way, or it was left out
     */
    record Rounds(Lane lane, boolean proxy, List<Round> own, List<Round> direct) {
        Rounds {
            own = List.copyOf(own);
            direct = List.copyOf(direct);
        }
    }

    /** What a figure is there for. */
    private enum Subject {
        ALL,
        PROXY,
        STREAM,
        /** What the direct way was measured beside. */
        ADDED,
        ADDED_STREAM
    }
}
