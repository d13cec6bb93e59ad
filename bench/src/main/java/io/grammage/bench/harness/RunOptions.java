package io.grammage.bench.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What all commands that measure the product as a process are told, and how they tell a failure. */
final class RunOptions {
    @Option(names = "--launcher", required = true, description = "the product's launcher")
    private Path launcher = Path.of("");

    @Option(
            names = "--before",
            description =
                    "the launcher of an earlier build, to be measured beside the other as before and before-async")
    private @Nullable Path earlier;

    @Option(
            names = "--work",
            required = true,
            description = "directory for configuration, data and logs; emptied first")
    private Path work = Path.of("");

    @Option(names = "--nginx", description = "the program; without it nginx is left out")
    private @Nullable Path nginx;

    @Option(names = "--node", description = "the program that runs portkey; without it portkey is left out")
    private @Nullable Path node;

    @Option(names = "--portkey", description = "where it is installed; without it portkey is left out")
    private @Nullable Path portkey;

    @Option(
            names = "--warm-up",
            defaultValue = "8",
            description = "seconds of calls of each kind to Grammage before those that count (default: 8)")
    private int warmUp;

    @Option(
            names = "--warm-calls",
            defaultValue = "60000",
            description = "and at least so many calls with JSON answers (default: 60000)")
    private long warmCalls;

    @Option(
            names = "--warm-streams",
            defaultValue = "15000",
            description = "and at least so many streams (default: 15000)")
    private long warmStreams;

    /** The launcher of the build that one of them is of; nothing if there is none to be measured. */
    Optional<Path> launcher(GrammageServer grammage) {
        return grammage.successor().isPresent() ? Optional.ofNullable(earlier) : Optional.of(launcher);
    }

    Path work() {
        return work;
    }

    @Nullable
    Path nginx() {
        return nginx;
    }

    @Nullable
    Path node() {
        return node;
    }

    @Nullable
    Path portkey() {
        return portkey;
    }

    WarmUp warmUp() {
        return new WarmUp(warmUp, warmCalls, warmStreams);
    }

    /** Runs a command, which tells what goes wrong outside of it in a line, and returns its exit code. */
    static int execute(Object command, String... arguments) {
        CommandLine line = new CommandLine(command);
        // The scripts give defaults of their own before what they are given.
        line.setOverwrittenOptionsAllowed(true);
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            if (!(failure instanceof IOException)) {
                throw failure;
            }
            failed.getErr().println("bench: " + failure.getMessage());
            return 1;
        });
        return line.execute(arguments);
    }
}
