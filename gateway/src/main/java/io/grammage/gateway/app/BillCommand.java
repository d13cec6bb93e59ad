package io.grammage.gateway.app;

import io.grammage.gateway.api.BillJson;
import io.grammage.gateway.billing.Bill;
import io.grammage.gateway.billing.BillCsv;
import io.grammage.gateway.billing.BillMonth;
import io.grammage.gateway.billing.Billing;
import io.grammage.gateway.billing.print.BillPage;
import io.grammage.gateway.config.Environment;
import io.grammage.gateway.identity.Identities;
import io.grammage.gateway.identity.Organization;
import io.grammage.gateway.identity.Project;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.kernel.ProjectId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what an organization owes for a month, also while a gateway uses the data directory. */
@Command(
        name = "bill",
        description = "Prints what an organization, or one of its projects, owes for a month (UTC).",
        mixinStandardHelpOptions = true)
final class BillCommand implements Callable<Integer> {
    /** How it is printed. */
    enum Format {
        TABLE,
        JSON,
        CSV,
        HTML
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--organization", description = "Its name or id; needed where there are several.")
    private @Nullable String organization;

    @Option(
            names = "--project",
            description =
                    "Name or id of a project: its lines and its share of the free tier. All of them unless given.")
    private @Nullable String project;

    @Option(names = "--month", description = "For example 2026-10 (default: the current one).")
    private @Nullable String month;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "table, json, csv or html (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TABLE;

    @Option(names = "--data", description = "Data directory (default: that of the configuration, else data).")
    private @Nullable Path data;

    @Option(
            names = "--config",
            description = "The gateway's configuration file, for the rules of billing (default: those without one).")
    private @Nullable Path config;

    @Override
    public Integer call() throws IOException {
        Clock clock = Clock.system();
        YearMonth wanted = month == null ? BillMonth.at(clock.now()) : month(month);
        ConfigurationLoader loader = new ConfigurationLoader(Environment.system(), BuiltInSimulator.notStarted());
        Configuration configuration = config == null ? loader.loadDefault() : loader.load(config);
        Path directory = data == null ? configuration.settings().data() : data;
        try (Stores stores = Stores.openExisting(directory)) {
            Identities identities = stores.identities().load();
            Organization billed = organization(identities);
            ProjectId only = project == null ? null : project(identities, billed, project);
            Billing billing = new Billing(
                    stores.usage(), stores.prices(), stores.bills(), List.of(), configuration::billing, clock);
            print(billing.bills(billed, wanted, identities), only);
        }
        return 0;
    }

    private void print(List<Bill> bills, @Nullable ProjectId only) throws IOException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        List<Bill> shown =
                only == null ? bills : bills.stream().map(bill -> bill.of(only)).toList();
        switch (format) {
            case TABLE ->
                out.print(shown.stream()
                        .map(bill -> new BillTable(bill).text())
                        .collect(Collectors.joining(System.lineSeparator())));
            case JSON ->
                bills.forEach(bill -> out.println(BillJson.of(bill, only).text()));
            case CSV -> BillCsv.write(shown, out);
            case HTML -> new BillPage(single(bills), only).writeTo(out);
        }
        out.flush();
    }

    /** A page holds one bill; there are more where prices were in several currencies. */
    private static Bill single(List<Bill> bills) {
        if (bills.size() > 1) {
            throw new StartException(
                    "--format: html prints one bill, and the month has " + bills.size()
                            + ", one for each currency (expected: table, json or csv; GET /v1/billing/bills/{bill_id} prints each)",
                    null);
        }
        return bills.getFirst();
    }

    private Organization organization(Identities identities) {
        List<Organization> all = identities.organizations();
        String wanted = organization;
        List<Organization> found = all.stream()
                .filter(each -> wanted == null
                        || each.name().equals(wanted)
                        || each.id().toString().equals(wanted))
                .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new StartException(
                "--organization: " + (wanted == null ? "missing" : wanted) + " (expected: one of "
                        + all.stream().map(Organization::name).sorted().collect(Collectors.joining(", ")) + ")",
                null);
    }

    private static ProjectId project(Identities identities, Organization organization, String wanted) {
        List<Project> all = identities.projectsOf(organization.id());
        return all.stream()
                .filter(each ->
                        each.name().equals(wanted) || each.id().toString().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new StartException(
                        "--project: " + wanted + " (expected: one of "
                                + all.stream().map(Project::name).sorted().collect(Collectors.joining(", ")) + ")",
                        null))
                .id();
    }

    private static YearMonth month(String text) {
        try {
            return BillMonth.parse(text);
        } catch (IllegalArgumentException e) {
            throw new StartException("--" + e.getMessage(), e);
        }
    }
}
