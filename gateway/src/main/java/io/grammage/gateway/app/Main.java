package io.grammage.gateway.app;

import io.grammage.gateway.telemetry.LogFormat;
import io.grammage.gateway.telemetry.Logging;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code ./grammage}. */
@Command(
        name = "grammage",
        description =
                "A gateway for generative-model APIs that weighs every call: tokens, money, energy and emissions.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ServeCommand.class,
            SimulateCommand.class,
            ConfigCommand.class,
            KeyCommand.class,
            FootprintCommand.class,
            LedgerCommand.class,
            BillCommand.class,
            RehearseCommand.class
        })
public final class Main {
    private Main() {}

    /** Runs the command that the arguments name, and exits with its code: 0 done, 1 failed, 2 misused. */
    public static void main(String[] args) {
        // Libraries log while they load; what they say is for the log that a command sets up, not for the terminal.
        Logging.configure(LogFormat.TEXT, "warn");
        CommandLine commandLine = commandLine();
        int code = commandLine.execute(args);
        commandLine.getOut().flush();
        commandLine.getErr().flush();
        System.exit(code);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler(new FailureReport())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }
}
