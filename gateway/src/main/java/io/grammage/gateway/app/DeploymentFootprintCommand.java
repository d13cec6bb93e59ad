package io.grammage.gateway.app;

import io.grammage.footprint.Range;
import io.grammage.footprint.Zone;
import io.grammage.footprint.infrastructure.DataSize;
import io.grammage.footprint.infrastructure.DeploymentInput;
import io.grammage.footprint.infrastructure.Hours;
import io.grammage.footprint.infrastructure.Overrides;
import io.grammage.footprint.infrastructure.Power;
import io.grammage.gateway.api.DeploymentFootprintsJson;
import io.grammage.gateway.deployment.DeploymentEstimate;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Estimates what a dedicated deployment costs the environment while it stands, whether or not it receives calls. */
@Command(
        name = "deployment",
        description = "Estimates the footprint of a dedicated deployment: nodes for some hours in a zone.",
        mixinStandardHelpOptions = true)
final class DeploymentFootprintCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--node-type", required = true, description = "For example H100-SXM-4.")
    private String nodeType = "";

    @Option(names = "--nodes", required = true, description = "How many nodes.")
    private int nodes;

    @Option(names = "--zone", required = true, description = "For example fr-par-2; all compares the zones.")
    private String zone = "";

    @Option(names = "--hours", required = true, description = "For how long; a month has 730 on average.")
    private double hours;

    @Option(names = "--model-size", description = "Size of a model that was imported, for example 140GB or 130GiB.")
    private @Nullable String modelSize;

    @Option(
            names = "--gpu-power",
            description = "Watts that one GPU draws on average: 450, or 380..700 (default: by its design power).")
    private @Nullable String gpuPower;

    @Option(
            names = "--gpu-manufacturing",
            description = "Data set of what making GPUs costs (default: the span of all).")
    private @Nullable String gpuManufacturing;

    @Option(names = "--data-set", description = "Data set of zones (default: the newest).")
    private @Nullable String dataSet;

    @Option(names = "--json", description = "All figures at full precision, as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        List<DeploymentEstimate> estimates = DeploymentEstimate.of(deployment(), dataSet);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            out.println(DeploymentFootprintsJson.of(estimates).text());
        } else {
            out.print(new DeploymentTable(estimates).text());
        }
        out.flush();
        return 0;
    }

    private DeploymentInput deployment() {
        return new DeploymentInput(
                nodeType,
                nodes,
                new Zone(zone),
                new Hours(hours),
                modelSize == null ? null : DataSize.parse(modelSize),
                new Overrides(
                        gpuPower == null ? null : new Power(Range.parse(gpuPower)),
                        gpuManufacturing,
                        null,
                        null,
                        null));
    }
}
