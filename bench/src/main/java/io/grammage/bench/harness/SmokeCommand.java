package io.grammage.bench.harness;

import io.grammage.bench.harness.ServerProcess.ServerPort;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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

    @Option(names = "--launcher", required = true, description = "the product's launcher")
    private Path launcher = Path.of("");

    @Option(
            names = "--work",
            required = true,
            description = "directory for configuration, data and logs; emptied first")
    private Path work = Path.of("");

    @Option(names = "--nginx", description = "the program; without it nginx is left out")
    private @Nullable Path nginx;

    @Option(names = "--without-grammage", description = "leaves the product out, to try the bench itself")
    private boolean withoutGrammage;

    @Option(
            names = "--durability",
            defaultValue = "before_response",
            description = "before_response (default) or async")
    private String durability = "";

    @Option(names = "--connections", defaultValue = "64", description = "calls at a time (default: 64)")
    private int connections;

    @Option(names = "--rounds", defaultValue = "4", description = "rounds that count (default: 4)")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "3", description = "length of a round (default: 3)")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "10",
            description = "seconds of calls before those that count (default: 10)")
    private int warmUp;

    @Option(names = "--json", description = "file that the figures are written to")
    private @Nullable Path json;

    private final Deque<ServerProcess> servers = new ArrayDeque<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SmokeCommand()).execute(arguments));
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
        Path directory = WorkDirectory.empty(work);
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
                    GrammageServer.start(launcher, directory, durability, GrammageServer.port(), upstream);
            servers.push(running.process());
            contestants.add(running.contestant());
        }
        return contestants;
    }

    private SmokeReport measure(Lane lane, List<Contestant> contestants) throws IOException, InterruptedException {
        Referee referee = new Referee(lane);
        Map<Contestant, List<Round>> results = new LinkedHashMap<>();
        Map<Contestant, Long> answered = new LinkedHashMap<>();
        for (Contestant contestant : contestants) {
            results.put(contestant, new ArrayList<>());
            answered.put(
                    contestant, referee.warm(contestant, warmUp(contestant)).answered());
        }
        for (int round = 0; round < rounds; round++) {
            for (Contestant contestant : contestants) {
                Round result = referee.round(contestant, Duration.ofSeconds(seconds));
                results.getOrDefault(contestant, List.of()).add(result);
                answered.merge(contestant, result.load().answered(), Long::sum);
            }
        }
        List<Standing> standings = results.entrySet().stream()
                .map(entry -> Standing.of(entry.getKey().name(), entry.getValue()))
                .toList();
        return new SmokeReport(MachineUse.description(), lane, durability, standings, ledger(answered));
    }

    /** A proxy that compiles while it runs needs longer than one that does not. */
    private Duration warmUp(Contestant contestant) {
        return Duration.ofSeconds(contestant.name().equals("grammage") ? warmUp : Math.max(1, warmUp / 5));
    }

    private @Nullable LedgerCount ledger(Map<Contestant, Long> answered) throws IOException, InterruptedException {
        for (Map.Entry<Contestant, Long> entry : answered.entrySet()) {
            if (entry.getKey().name().equals("grammage")) {
                Path database = GrammageServer.data(work.toAbsolutePath()).resolve("grammage.db");
                return LedgerCount.await(database, entry.getValue());
            }
        }
        return null;
    }

    private void tell(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}
