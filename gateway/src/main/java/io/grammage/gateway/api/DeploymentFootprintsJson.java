package io.grammage.gateway.api;

import io.grammage.footprint.Range;
import io.grammage.footprint.infrastructure.DataSet;
import io.grammage.footprint.infrastructure.DataSize;
import io.grammage.footprint.infrastructure.Footprint;
import io.grammage.footprint.infrastructure.Line;
import io.grammage.footprint.infrastructure.Total;
import io.grammage.gateway.deployment.DeploymentEstimate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Footprints of a deployment, one a zone, as {@code /v1/footprint/deployments/estimate} and the command line write them. */
public record DeploymentFootprintsJson(String object, List<InZone> data) {
    /** The footprint in a zone. Lines are of the whole time, and of what was estimated; all else is in {@code notEstimated}. */
    record InZone(
            String object,
            String zone,
            String nodeType,
            int nodes,
            double hours,
            @Nullable Double modelSizeBytes,
            Figures total,
            Figures perHour,
            List<Estimated> lines,
            List<NotEstimated> notEstimated,
            List<DataSet> dataSets,
            List<String> assumptions) {
        static InZone of(DeploymentEstimate estimate) {
            Footprint whole = estimate.whole();
            DataSize model = estimate.deployment().importedModel();
            return new InZone(
                    "deployment.footprint",
                    estimate.deployment().zone().code(),
                    estimate.deployment().nodeType(),
                    estimate.deployment().nodes(),
                    estimate.deployment().hours().value(),
                    model == null ? null : model.bytes(),
                    Figures.of(whole.total()),
                    Figures.of(estimate.perHour().total()),
                    whole.lines().stream()
                            .filter(line -> line.carbon() != null)
                            .map(Estimated::of)
                            .toList(),
                    whole.notEstimated().entrySet().stream()
                            .map(entry -> new NotEstimated(
                                    name(entry.getKey()),
                                    entry.getValue().stream()
                                            .map(DeploymentFootprintsJson::name)
                                            .toList()))
                            .toList(),
                    whole.dataSets(),
                    whole.assumptions());
        }
    }

    /**
     * Sums.
     *
     * @param partial the members that leave something out, because it has no figure
     */
    record Figures(
            @Nullable Range energyKwh,
            @Nullable Range gwpKgco2eq,
            @Nullable Range wcfL,
            List<String> partial) {
        static Figures of(Total total) {
            return new Figures(
                    total.electricity() == null ? null : total.electricity().kwh(),
                    total.carbon() == null ? null : total.carbon().kg(),
                    total.water() == null ? null : total.water().litres(),
                    Stream.of(
                                    total.electricityPartial() ? "energy_kwh" : "",
                                    total.carbonPartial() ? "gwp_kgco2eq" : "",
                                    total.waterPartial() ? "wcf_l" : "")
                            .filter(name -> !name.isEmpty())
                            .toList());
        }
    }

    /** A line with figures: energy and water in use only, and water only where the WUE is known. */
    record Estimated(
            String component,
            String step,
            String phase,
            @Nullable Range energyKwh,
            @Nullable Range gwpKgco2eq,
            @Nullable Range wcfL) {
        static Estimated of(Line line) {
            return new Estimated(
                    name(line.component()),
                    name(line.step()),
                    name(line.phase()),
                    line.electricity() == null ? null : line.electricity().kwh(),
                    line.carbon() == null ? null : line.carbon().kg(),
                    line.water() == null ? null : line.water().litres());
        }
    }

    record NotEstimated(String component, List<String> steps) {}

    /** Those that were estimated, in their order. */
    public static DeploymentFootprintsJson of(List<DeploymentEstimate> estimates) {
        return new DeploymentFootprintsJson(
                "list", estimates.stream().map(InZone::of).toList());
    }

    /** As a text of JSON. */
    public String text() {
        return ApiJson.text(this);
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
