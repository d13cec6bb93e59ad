package io.grammage.footprint;

import java.util.List;
import java.util.stream.Collectors;

/** A published way to estimate the impacts of generating text. */
public sealed interface FootprintMethod permits EcoLogits09, EcoLogits08 {
    /** Stable name, as it stands in configuration, ledger and answers. */
    String id();

    /** Who published the method, and where. */
    String citation();

    /** The electricity mixes that were published with the method. */
    ElectricityMixes mixes();

    /** How the method takes models to be served. */
    Serving serving();

    /** Whether a known {@link Speed} takes the place of the modelled one. */
    boolean usesSpeed();

    /** Fills in all that is known before the call. */
    PreparedEstimator prepare(ModelParameters parameters, Hosting hosting, Speed speed);

    /** Estimates one request, with the steps on the way. */
    default Estimate estimate(InferenceInput input) {
        return prepare(input.parameters(), input.hosting(), input.speed()).estimate(input);
    }

    /** The methods there are, the default first. */
    static List<FootprintMethod> all() {
        return List.of(EcoLogits09.STANDARD, EcoLogits08.STANDARD);
    }

    /**
     * The method of that name.
     *
     * @throws FootprintException if there is none; the message lists those there are
     */
    static FootprintMethod byId(String id) {
        return all().stream()
                .filter(method -> method.id().equals(id))
                .findFirst()
                .orElseThrow(() -> {
                    String known = all().stream().map(FootprintMethod::id).collect(Collectors.joining(", "));
                    return new FootprintException("footprint method: \"" + id + "\" (expected one of: " + known + ")");
                });
    }
}
