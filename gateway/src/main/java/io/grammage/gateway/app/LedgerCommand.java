package io.grammage.gateway.app;

import io.grammage.gateway.ledger.VerifyDifference;
import io.grammage.gateway.ledger.VerifyReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Work on the ledger of a data directory, also while a gateway uses it. */
@Command(name = "ledger", description = "Checks the ledger.", mixinStandardHelpOptions = true)
final class LedgerCommand {
    private static final int DIFFERENCES = 1;

    @Spec
    private @Nullable CommandSpec spec;

    @Command(
            name = "verify",
            description =
                    "Recomputes all sums from the usage records and lists differences; exit code 1 if there are any.")
    int verify(
            @Option(
                            names = "--data",
                            defaultValue = "data",
                            description = "Data directory (default: ${DEFAULT-VALUE}).")
                    Path data) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        try (Stores stores = Stores.openExisting(data)) {
            VerifyReport report = stores.usage().verify();
            for (VerifyDifference difference : report.differences()) {
                out.println(difference.family() + " " + difference.key() + ": " + difference.column() + " is "
                        + difference.stored() + ", the records give " + difference.recomputed());
            }
            String found = report.isClean() ? "no difference" : report.differenceCount() + " differences";
            out.println(report.records() + " records, " + report.rows() + " rows of rollups: " + found);
            return report.isClean() ? 0 : DIFFERENCES;
        }
    }
}
