package io.grammage.bench.harness;

import io.grammage.bench.harness.ServerProcess.ServerPort;
import io.grammage.bench.load.LoadReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/**
 * The smoke lane: JSON calls directly, through nginx and through Grammage, in interleaved rounds. Ends with 1 if a call
 * failed, or is not in the ledger exactly once.
 */
@Command(
        name = "smoke",
        mixinStandardHelpOptions = true,
        description = "Measures in about a minute what a JSON chat call costs Grammage, beside nginx as a plain proxy.")
public final class SmokeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RunOptions run = new RunOptions();

    @Option(names = "--nginx", description = "the program; without it nginx is left out")
    private @Nullable Path nginx;

    @Option(names = "--without-grammage", description = "leaves the product out, to try the bench itself")
    private boolean withoutGrammage;

    @Option(names = "--connections", defaultValue = "64", description = "calls at a time (default: 64)")
    private int connections;

    @Option(names = "--seconds", defaultValue = "3", description = "length of a round (default: 3)")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "8",
            description = "seconds of calls to Grammage before those that count (default: 8)")
    private int warmUp;

    @Option(
            names = "--warm-calls",
            defaultValue = "60000",
            description = "and at least so many such calls (default: 60000)")
    private long warmCalls;

    @Option(names = "--json", description = "file that the figures are written to")
    private @Nullable Path json;

    private final Deque<ServerProcess> servers = new ArrayDeque<>();

    public static void main(String[] arguments) {
        System.exit(RunOptions.execute(new SmokeCommand(), arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Lane lane = Lane.json(connections);
        try {
            SmokeReport report = measure(lane, startAll(lane));
            out.println(report.text());
            out.flush();
            if (json != null) {
                Files.writeString(json, JsonMapper.shared().writeValueAsString(report));
            }
            return report.isSound() ? 0 : 1;
        } finally {
            while (!servers.isEmpty()) {
                servers.pop().close();
            }
        }
    }

    private List<Contestant> startAll(Lane lane) throws IOException, InterruptedException {
        Path directory = WorkDirectory.empty(run.work());
        List<Contestant> contestants = new ArrayList<>();
        ServerPort upstream = UpstreamServer.port();
        servers.push(UpstreamServer.start(directory, upstream, lane.answerBytes()));
        contestants.add(Contestant.plain("direct", upstream, null));
        if (nginx == null) {
            tell("nginx is not installed: left out");
        } else {
            ServerPort port = NginxServer.port();
            ServerProcess server = NginxServer.start(nginx, directory, port, upstream);
            servers.push(server);
            contestants.add(Contestant.plain("nginx", port, server.handle()));
        }
        if (!withoutGrammage) {
            GrammageServer.Running running =
                    GrammageServer.start(run.launcher(), directory, run.durability(), GrammageServer.port(), upstream);
            servers.push(running.process());
            contestants.add(running.contestant());
        }
        return contestants;
    }

    private SmokeReport measure(Lane lane, List<Contestant> contestants) throws IOException, InterruptedException {
        Referee referee = new Referee(lane);
        List<Course> courses = new ArrayList<>();
        for (Contestant contestant : contestants) {
            courses.add(new Course(contestant, new ArrayList<>(), warm(referee, contestant)));
        }
        for (int round = 0; round < run.rounds(); round++) {
            for (Course course : courses) {
                Round result = referee.round(course.contestant(), Duration.ofSeconds(seconds));
                course.rounds().add(result);
                course.loads().add(result.load());
            }
        }
        List<Standing> standings = courses.stream()
                .map(course -> Standing.of(course.contestant().name(), course.rounds()))
                .toList();
        return new SmokeReport(MachineUse.description(), lane, run.durability(), standings, ledger(courses));
    }

    /** Only what compiles while it runs has to be warmed for long. */
    private List<LoadReport> warm(Referee referee, Contestant contestant) throws IOException, InterruptedException {
        return isGrammage(contestant) ? referee.warm(contestant, warmUp, warmCalls) : referee.warm(contestant, 2, 0);
    }

    private @Nullable LedgerCount ledger(List<Course> courses) throws IOException, InterruptedException {
        for (Course course : courses) {
            if (isGrammage(course.contestant())) {
                return LedgerCount.await(
                        GrammageServer.data(run.work().toAbsolutePath()).resolve("grammage.db"),
                        course.loads().stream().mapToLong(LoadReport::answered).sum(),
                        course.loads().stream().mapToLong(LoadReport::failed).sum());
            }
        }
        return null;
    }

    private static boolean isGrammage(Contestant contestant) {
        return contestant.name().equals(GrammageServer.NAME);
    }

    private void tell(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }

    /** A contestant with its rounds so far, and all calls that it got, those of the warm-up included. */
    private record Course(Contestant contestant, List<Round> rounds, List<LoadReport> loads) {}
}
