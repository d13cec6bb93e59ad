package io.grammage.bench.harness;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What all commands that measure the product as a process are told, and how they tell a failure. */
final class RunOptions {
    @Option(names = "--launcher", required = true, description = "the product's launcher")
    private Path launcher = Path.of("");

    @Option(
            names = "--work",
            required = true,
            description = "directory for configuration, data and logs; emptied first")
    private Path work = Path.of("");

    @Option(
            names = "--durability",
            defaultValue = "before_response",
            description = "before_response (default) or async")
    private String durability = "";

    @Option(names = "--rounds", defaultValue = "4", description = "rounds that count (default: 4)")
    private int rounds;

    Path launcher() {
        return launcher;
    }

    Path work() {
        return work;
    }

    String durability() {
        return durability;
    }

    int rounds() {
        return rounds;
    }

    /** Runs a command, which tells what goes wrong outside of it in a line, and returns its exit code. */
    static int execute(Object command, String... arguments) {
        CommandLine line = new CommandLine(command);
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
