package io.grammage.gateway.app;

import io.grammage.footprint.Assumptions;
import io.grammage.footprint.ElectricityMix;
import io.grammage.footprint.Estimate;
import io.grammage.footprint.FootprintMethod;
import io.grammage.footprint.Hosting;
import io.grammage.footprint.InferenceInput;
import io.grammage.footprint.ModelParameters;
import io.grammage.footprint.ModelRegistry;
import io.grammage.footprint.Origins;
import io.grammage.footprint.Range;
import io.grammage.footprint.RegisteredModel;
import io.grammage.footprint.Speed;
import io.grammage.footprint.Zone;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Estimates footprints at the command line, by the library that the gateway itself uses. */
@Command(
        name = "footprint",
        description = "Estimates footprints.",
        mixinStandardHelpOptions = true,
        subcommands = DeploymentFootprintCommand.class)
final class FootprintCommand {
    @Spec
    private @Nullable CommandSpec spec;

    /** What is estimated, and where its inputs come from. */
    private record Subject(ModelParameters parameters, Hosting hosting, Speed speed, Origins origins) {}

    @Command(
            name = "estimate",
            description = "Estimates the impacts of generating tokens, of a registered model or of one of that size.")
    int estimate(
            @Option(names = "--provider", description = "Provider of a registered model, for example openai.") @Nullable
                    String provider,
            @Option(names = "--model", description = "Name of a registered model, for example gpt-4o-mini.") @Nullable
                    String model,
            @Option(names = "--total-params", description = "Billions of parameters instead of a name: 8, or 8..28.")
                    @Nullable
                    String totalParams,
            @Option(names = "--active-params", description = "Billions that are active, where that is fewer.") @Nullable
                    String activeParams,
            @Option(names = "--tokens", required = true, description = "Tokens generated.") double tokens,
            @Option(names = "--zone", description = "Where the electricity comes from, for example FRA.") @Nullable
                    String zone,
            @Option(names = "--latency", description = "Measured seconds; bounds what is modelled.") @Nullable
                    Double latency,
            @Option(names = "--pue", description = "Power usage effectiveness: 1.2, or 1.1..1.3.") @Nullable String pue,
            @Option(names = "--wue", description = "Water usage effectiveness in L/kWh: 0.5, or 0.1..0.9.") @Nullable
                    String wue,
            @Option(names = "--method", defaultValue = "ecologits-0.9", description = "ecologits-0.9 or ecologits-0.8.")
                    String methodId,
            @Option(names = "--json", description = "All indicators at full precision, as JSON.") boolean json) {
        FootprintMethod method = FootprintMethod.byId(methodId);
        Subject subject = subject(method, provider, model, totalParams, activeParams, zone);
        subject = withDataCentre(subject, pue, wue);
        InferenceInput input =
                new InferenceInput(subject.parameters(), subject.hosting(), subject.speed(), tokens, latency);
        Estimate estimate = method.estimate(input);
        Assumptions assumptions = Assumptions.of(method, input, subject.origins());
        FootprintReport report =
                new FootprintReport(estimate, subject.hosting().mix().zone(), assumptions);
        Objects.requireNonNull(spec).commandLine().getOut().println(json ? report.json() : report.table());
        return 0;
    }

    private static Subject subject(
            FootprintMethod method,
            @Nullable String provider,
            @Nullable String model,
            @Nullable String totalParams,
            @Nullable String activeParams,
            @Nullable String zone) {
        if (model != null && totalParams == null && activeParams == null) {
            if (provider == null) {
                throw new StartException(
                        "--provider: missing (expected: one of "
                                + String.join(
                                        ", ",
                                        ModelRegistry.ecologits().providers().keySet()) + ")",
                        null);
            }
            RegisteredModel known = ModelRegistry.ecologits().require(provider, model);
            Hosting hosting = known.provider()
                    .hosting(mix(method, zone == null ? known.provider().zone() : new Zone(zone)));
            return new Subject(known.parameters(), hosting, known.speed(), Origins.registered(known));
        }
        if (model != null || totalParams == null) {
            throw new StartException(
                    "Say what to estimate: --provider and --model of a registered model, or --total-params (and"
                            + " --active-params) in billions, not both.",
                    null);
        }
        Range total = Range.parse(totalParams);
        Range active = activeParams == null ? total : Range.parse(activeParams);
        Hosting hosting = Hosting.of(mix(method, zone == null ? Zone.WORLD : new Zone(zone)));
        return new Subject(new ModelParameters(active, total), hosting, Speed.UNKNOWN, Origins.given());
    }

    private static Subject withDataCentre(Subject subject, @Nullable String pue, @Nullable String wue) {
        Hosting hosting = subject.hosting();
        Origins origins = subject.origins();
        if (pue != null) {
            hosting = hosting.withPue(Range.parse(pue));
            origins = origins.withPue(Origins.GIVEN);
        }
        if (wue != null) {
            hosting = hosting.withWue(Range.parse(wue));
            origins = origins.withWue(Origins.GIVEN);
        }
        return new Subject(subject.parameters(), hosting, subject.speed(), origins);
    }

    private static ElectricityMix mix(FootprintMethod method, Zone zone) {
        return method.mixes().require(zone);
    }
}
