package io.grammage.footprint;

import java.util.List;
import java.util.Objects;

/**
 * Where the inputs of an estimate come from, as phrases to be printed in brackets.
 *
 * @param parameters of the numbers of parameters
 * @param speed of tokens per second and time to first token; not printed where both are unknown
 * @param pue of the PUE
 * @param wue of the WUE
 * @param warnings what else has to be said about the model
 */
public record Origins(String parameters, String speed, String pue, String wue, List<ModelWarning> warnings) {
    /** For what the user states. */
    public static final String GIVEN = "as given";

    /** For {@link Hosting#UNKNOWN_PUE} and {@link Hosting#UNKNOWN_WUE}. */
    public static final String UNKNOWN = "not known: the span of what AI providers' data centres publish";

    public Origins {
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(speed, "speed");
        Objects.requireNonNull(pue, "pue");
        Objects.requireNonNull(wue, "wue");
        warnings = List.copyOf(warnings);
    }

    /** Everything stated by the user, but for a data centre of which nothing is known. */
    public static Origins given() {
        return new Origins(GIVEN, GIVEN, UNKNOWN, UNKNOWN, List.of());
    }

    /** Everything from the registry. */
    public static Origins registered(RegisteredModel model) {
        Provenance provenance = model.provenance();
        String provider =
                "EcoLogits, for the data centres of " + model.provider().name();
        return new Origins(
                "EcoLogits, " + model.provider().name() + "/" + model.name() + ", from "
                        + String.join(" and ", provenance.sources()),
                "EcoLogits, medians of OpenRouter",
                provider,
                provider,
                List.copyOf(provenance.warnings()));
    }

    public Origins withPue(String origin) {
        return new Origins(parameters, speed, origin, wue, warnings);
    }

    public Origins withWue(String origin) {
        return new Origins(parameters, speed, pue, origin, warnings);
    }
}
