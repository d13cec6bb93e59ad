package io.grammage.footprint;

import java.util.Objects;

/**
 * A model whose size is known or estimated.
 *
 * @param provider who serves it
 * @param name the name its figures are registered under; of an alias, that of the model it stands for
 * @param speed how fast the provider was seen to serve it
 */
public record RegisteredModel(
        ModelProvider provider, String name, ModelParameters parameters, Speed speed, Provenance provenance) {
    public RegisteredModel {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(speed, "speed");
        Objects.requireNonNull(provenance, "provenance");
    }

    /** Whether only a part of its parameters works on a token. */
    public boolean isMixtureOfExperts() {
        return !parameters.active().equals(parameters.total());
    }
}
