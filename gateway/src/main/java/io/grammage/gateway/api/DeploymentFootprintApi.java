package io.grammage.gateway.api;

import io.grammage.footprint.FootprintException;
import io.grammage.footprint.Range;
import io.grammage.footprint.Zone;
import io.grammage.footprint.infrastructure.DataSize;
import io.grammage.footprint.infrastructure.DeploymentInput;
import io.grammage.footprint.infrastructure.Hours;
import io.grammage.footprint.infrastructure.Overrides;
import io.grammage.footprint.infrastructure.Power;
import io.grammage.gateway.deployment.DeploymentEstimate;
import io.grammage.gateway.identity.Scope;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import java.math.BigDecimal;
import java.util.List;

/** The footprint of a dedicated deployment that is planned, or that stands elsewhere. Keeps nothing. */
public final class DeploymentFootprintApi {
    private static final String PATH = "/v1/footprint/deployments/estimate";
    private static final List<String> MEMBERS = List.of(
            "node_type", "nodes", "zone", "hours", "model_size", "gpu_power_watts", "gpu_manufacturing", "data_set");
    private static final int NAME_MAX = 64;
    private static final String NAME = "a name of at most " + NAME_MAX + " characters";

    private DeploymentFootprintApi() {}

    /** The routes of this surface. A calculation that whoever may read what was consumed may do, since it tells of nobody. */
    public static List<ApiRoute> routes() {
        return List.of(ApiRoute.post(PATH, Scope.CONSUMPTION_READ, DeploymentFootprintApi::estimate));
    }

    private static ApiAnswer estimate(ApiRequest request) {
        request.query().allowOnly(List.of());
        JsonBody body = JsonBody.parse(request.body(), MEMBERS);
        try {
            return ApiAnswer.json(DeploymentFootprintsJson.of(DeploymentEstimate.of(
                    deployment(body), body.find("data_set", DeploymentFootprintApi::name, NAME))));
        } catch (FootprintException e) {
            // The library's sentence names what it does not know, and lists what it does.
            throw new GatewayException(ErrorCode.INVALID_REQUEST, e.getMessage() + ".", e);
        }
    }

    private static DeploymentInput deployment(JsonBody body) {
        return new DeploymentInput(
                body.required("node_type", DeploymentFootprintApi::name, "the name of a node type"),
                body.required("nodes", Integer::valueOf, "a whole number, at least 1"),
                body.required("zone", Zone::new, "the name of a zone, or all to compare them"),
                body.required("hours", text -> new Hours(new BigDecimal(text).doubleValue()), "hours, 0 to 1000000000"),
                body.find("model_size", DataSize::parse, "a size such as 140GB or 130GiB"),
                new Overrides(
                        body.find(
                                "gpu_power_watts",
                                text -> new Power(Range.parse(text)),
                                "watts of one GPU, or a range such as 380..700"),
                        body.find("gpu_manufacturing", DeploymentFootprintApi::name, NAME),
                        null,
                        null,
                        null));
    }

    private static String name(String text) {
        if (text.length() > NAME_MAX) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
