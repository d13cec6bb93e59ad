package io.grammage.bench.harness;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/**
 * All lanes: each directly, through nginx, through a peer and through Grammage, in interleaved rounds. Ends with 1 if a
 * call failed, or is not in the ledger exactly once.
 */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Measures what calls cost Grammage, beside nginx as a plain proxy and a peer, on this machine.")
public final class RunCommand implements Callable<Integer> {
    private static final String EVERYTHING = "all";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RunOptions run = new RunOptions();

    @Option(
            names = "--lanes",
            defaultValue = EVERYTHING,
            description = "names with commas between; all (default): json-1, json-8, json-64, delayed-64, prompt-8,"
                    + " body-1, rate-500, stream-1, stream-64, paced-1, paced-200")
    private String lanes = "";

    @Option(
            names = "--contestants",
            defaultValue = EVERYTHING,
            description = "names with commas between; all (default): direct, nginx, portkey, before,"
                    + " before-async (both with --before), grammage, grammage-async")
    private String contestants = "";

    @Option(names = "--rounds", defaultValue = "5", description = "turns of each on each lane (default: 5)")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "3", description = "length of a turn (default: 3)")
    private int seconds;

    @Option(names = "--starts", defaultValue = "3", description = "starts that are timed (default: 3)")
    private int starts;

    @Option(
            names = "--jmh",
            description = "what bench/jmh wrote, for its lines of the budget; without it the budget is not shown")
    private @Nullable Path jmh;

    @Option(names = "--bills", description = "what bench/bills wrote, for its line of the budget")
    private @Nullable Path bills;

    @Option(names = "--json", description = "file that the figures are written to")
    private @Nullable Path json;

    public static void main(String[] arguments) {
        System.exit(RunOptions.execute(new RunCommand(), arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Lane> chosenLanes = lanes();
        List<String> chosen = choose("contestants", contestants, LineUp.ALL);
        try (LineUp lineUp = LineUp.start(run, chosen)) {
            RunReport report = measure(lineUp, chosenLanes);
            tell("", report.ending());
            new Comparison(report).text().ifPresent(text -> tell("", text));
            if (jmh != null) {
                tell("", new Budget(report, JmhResults.read(jmh), billsMeasured()).text());
            }
            if (json != null) {
                Files.writeString(json, JsonMapper.shared().writeValueAsString(report));
            }
            return report.isSound() ? 0 : 1;
        }
    }

    private Optional<String> billsMeasured() throws IOException {
        return bills == null || !Files.exists(bills) ? Optional.empty() : Optional.of(Files.readString(bills));
    }

    private RunReport measure(LineUp lineUp, List<Lane> chosen) throws IOException, InterruptedException {
        tell(MachineUse.description(), rounds + " rounds of " + seconds + " s; median (min..max) of the rounds");
        lineUp.notes().forEach(this::tell);
        List<LaneReport> reports = new ArrayList<>();
        for (Lane lane : chosen) {
            LaneReport report = measure(lane, lineUp.courses());
            reports.add(report);
            tell("", report.text());
        }
        List<Memory> memories = new ArrayList<>();
        List<LedgerCount> ledgers = new ArrayList<>();
        for (Course course : lineUp.courses()) {
            course.memory().ifPresent(memories::add);
            course.ledger().ifPresent(ledgers::add);
        }
        return new RunReport(
                MachineUse.description(), rounds, seconds, lineUp.notes(), reports, memories, ledgers, starts(lineUp));
    }

    private List<Starts> starts(LineUp lineUp) throws IOException, InterruptedException {
        List<Starts> measured = new ArrayList<>();
        for (GrammageServer grammage : List.of(GrammageServer.EARLIER, GrammageServer.BEFORE_RESPONSE)) {
            Optional<Path> launcher = run.launcher(grammage);
            if (launcher.isPresent()) {
                Starts.measure(starts, grammage, launcher.get(), lineUp.directory(), lineUp.upstream())
                        .ifPresent(measured::add);
            }
        }
        return measured;
    }

    private LaneReport measure(Lane lane, List<Course> courses) throws IOException, InterruptedException {
        List<String> notes = new ArrayList<>();
        Map<Course, List<Round>> results = new LinkedHashMap<>();
        for (Course course : courses) {
            Optional<String> obstacle = obstacle(lane, course);
            if (obstacle.isPresent()) {
                notes.add(course.contestant().name() + " left out: " + obstacle.get());
            } else {
                course.warm(lane);
                results.put(course, new ArrayList<>());
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<Course, List<Round>> turn : turns(results, round)) {
                turn.getValue().add(turn.getKey().round(lane, Duration.ofSeconds(seconds)));
            }
        }
        List<Round> direct = List.of();
        List<Standing> standings = new ArrayList<>();
        for (Map.Entry<Course, List<Round>> result : results.entrySet()) {
            Contestant contestant = result.getKey().contestant();
            standings.add(Standing.of(
                    contestant.name(),
                    new Figure.Rounds(lane, contestant.process() != null, result.getValue(), direct)));
            // It comes first, wherever it takes part.
            direct = contestant.name().equals(Contestant.DIRECT) ? result.getValue() : direct;
        }
        return new LaneReport(lane, standings, notes);
    }

    /** Everybody once: forth in one round and back in the next, so that nobody always follows the same one. */
    private static List<Map.Entry<Course, List<Round>>> turns(Map<Course, List<Round>> results, int round) {
        List<Map.Entry<Course, List<Round>>> forth = List.copyOf(results.entrySet());
        return round % 2 == 0 ? forth : forth.reversed();
    }

    /** Why a contestant cannot take part in a lane. Only a peer may lack what a lane needs. */
    private static Optional<String> obstacle(Lane lane, Course course) throws IOException {
        String name = course.contestant().name();
        String known = lane.leftOut().get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<String> wrong = course.check(lane);
        if (wrong.isPresent() && !name.equals(PortkeyServer.NAME)) {
            throw new IOException(lane.name() + ": the first call of " + name + " failed: " + wrong.get());
        }
        return wrong;
    }

    private List<Lane> lanes() {
        List<String> names =
                choose("lanes", lanes, Lane.ALL.stream().map(Lane::name).toList());
        return Lane.ALL.stream().filter(lane -> names.contains(lane.name())).toList();
    }

    private List<String> choose(String what, String names, List<String> all) {
        if (names.equals(EVERYTHING)) {
            return all;
        }
        List<String> chosen = List.of(names.split(",", -1));
        for (String name : chosen) {
            if (!all.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(), what + ": " + name + " (expected: " + String.join(", ", all) + ")");
            }
        }
        return chosen;
    }

    private void tell(String... lines) {
        PrintWriter out = spec.commandLine().getOut();
        for (String line : lines) {
            out.println(line);
        }
        out.flush();
    }
}
