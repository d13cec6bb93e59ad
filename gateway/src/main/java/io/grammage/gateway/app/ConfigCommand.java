package io.grammage.gateway.app;

import io.grammage.gateway.config.ConfigException;
import io.grammage.gateway.config.Environment;
import io.grammage.gateway.config.JsonSchema;
import io.grammage.gateway.kernel.Clock;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks configurations, and prints their schema. */
@Command(
        name = "config",
        description = "Checks configurations, and prints their schema.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class ConfigCommand {
    private static final int RIGHT = 0;
    private static final int WRONG = 1;

    private final Environment environment;

    @Spec
    private @Nullable CommandSpec spec;

    ConfigCommand() {
        this(Environment.system());
    }

    ConfigCommand(Environment environment) {
        this.environment = environment;
    }

    @Command(
            name = "check",
            description = "Reads a configuration with the variables and key files that are there now, and lists what is"
                    + " wrong, or the models that it offers.",
            mixinStandardHelpOptions = true)
    int check(
            @Option(
                            names = "--config",
                            paramLabel = "FILE",
                            defaultValue = "config.yml",
                            description = "Configuration file (default: ${DEFAULT-VALUE}).")
                    Path file) {
        try {
            Configuration configuration =
                    new ConfigurationLoader(environment, BuiltInSimulator.notStarted()).load(file);
            configuration.warnings().forEach(warning -> err().println("warning: " + warning));
            out().print(new ConfigurationSummary(configuration, Clock.system().now()).text());
            return RIGHT;
        } catch (ConfigException e) {
            err().println(e.getMessage());
            return WRONG;
        }
    }

    @Command(
            name = "schema",
            description = "Prints the JSON Schema of the configuration, for editors and pipelines.",
            mixinStandardHelpOptions = true)
    int schema() {
        out().print(JsonSchema.text());
        return RIGHT;
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }
}
