package io.grammage.bench.harness;

import io.grammage.bench.harness.ServerProcess.ServerPort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The upstream and all that is measured before it, alive at once until closed. Not thread-safe. */
final class LineUp implements AutoCloseable {
    /** Names of all that there are, in the order of their turns. */
    static final List<String> ALL = List.of(
            Contestant.DIRECT,
            NginxServer.NAME,
            PortkeyServer.NAME,
            GrammageServer.EARLIER.title(),
            GrammageServer.EARLIER_ASYNC.title(),
            GrammageServer.BEFORE_RESPONSE.title(),
            GrammageServer.ASYNC.title());

    private final RunOptions options;
    private final Path directory;
    private final ServerPort upstream;
    private final Deque<ServerProcess> servers = new ArrayDeque<>();
    private final List<Course> courses = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private LineUp(RunOptions options, Path directory, ServerPort upstream) {
        this.options = options;
        this.directory = directory;
        this.upstream = upstream;
    }

    /** Starts those that are wanted and installed, in a directory that is emptied before. */
    static LineUp start(RunOptions options, List<String> wanted) throws IOException, InterruptedException {
        LineUp lineUp = new LineUp(options, WorkDirectory.empty(options.work()), UpstreamServer.port());
        try {
            lineUp.servers.push(UpstreamServer.start(lineUp.directory, lineUp.upstream));
            for (String name : ALL) {
                if (wanted.contains(name)) {
                    lineUp.start(name);
                }
            }
            return lineUp;
        } catch (IOException | InterruptedException e) {
            lineUp.close();
            throw e;
        }
    }

    /** Those that run. */
    List<Course> courses() {
        return List.copyOf(courses);
    }

    /** What has to be said about them, and who is not there. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    ServerPort upstream() {
        return upstream;
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() {
        while (!servers.isEmpty()) {
            servers.pop().close();
        }
    }

    private void start(String name) throws IOException, InterruptedException {
        switch (name) {
            case Contestant.DIRECT -> enter(Contestant.plain(name, upstream, null), WarmUp.SHORT);
            case NginxServer.NAME -> startNginx();
            case PortkeyServer.NAME -> startPortkey();
            default -> {
                for (GrammageServer grammage : GrammageServer.values()) {
                    if (grammage.title().equals(name)) {
                        start(grammage);
                    }
                }
            }
        }
    }

    private void start(GrammageServer grammage) throws IOException, InterruptedException {
        Optional<Path> launcher = options.launcher(grammage);
        if (launcher.isPresent()) {
            enter(grammage.start(launcher.get(), directory, upstream, Map.of()), options.warmUp());
        }
    }

    private void startNginx() throws IOException, InterruptedException {
        Path nginx = options.nginx();
        if (nginx == null) {
            notes.add("nginx is not installed: left out");
            return;
        }
        enter(NginxServer.start(nginx, directory, upstream), WarmUp.SHORT);
    }

    private void startPortkey() throws IOException, InterruptedException {
        Path node = options.node();
        Path portkey = options.portkey();
        if (node == null || portkey == null) {
            notes.add("portkey could not be installed (it takes node and npm): left out");
            return;
        }
        try {
            enter(PortkeyServer.start(node, portkey, directory, upstream), WarmUp.SHORT);
            notes.add(PortkeyServer.NOTE);
        } catch (IOException e) {
            notes.add("portkey does not start: left out. " + e.getMessage());
        }
    }

    private void enter(Started started, WarmUp warmUp) throws IOException {
        servers.push(started.process());
        enter(started.contestant(), warmUp);
    }

    private void enter(Contestant contestant, WarmUp warmUp) throws IOException {
        courses.add(new Course(contestant, warmUp));
    }
}
