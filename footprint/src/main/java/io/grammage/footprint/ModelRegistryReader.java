package io.grammage.footprint;

import io.grammage.footprint.internal.ResourceLines;
import io.grammage.footprint.internal.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Builds a registry from the lines of its file, whose head tells their form. Reads one file; not thread-safe. */
final class ModelRegistryReader {
    private final LinkedHashMap<String, ModelProvider> providers = new LinkedHashMap<>();
    private final Map<String, Map<String, RegisteredModel>> modelsByProvider = new LinkedHashMap<>();

    ModelRegistry read(String resource) {
        ResourceLines.read(ModelRegistry.class, resource, this::line);
        modelsByProvider.replaceAll((provider, models) -> Collections.unmodifiableMap(models));
        return new ModelRegistry(providers, modelsByProvider);
    }

    /** Takes one line; refuses it where it is malformed. */
    void line(Words words) {
        if (words.taken("provider")) {
            provider(words);
        } else if (words.taken("alias")) {
            alias(words);
        } else {
            words.expect("model");
            model(words);
        }
    }

    private void provider(Words words) {
        String name = words.next("a provider");
        words.expect("zone");
        Zone zone = new Zone(words.next("a zone"));
        words.expect("pue");
        Range pue = words.range("PUE");
        words.expect("wue");
        Range wue = words.range("WUE in L per kWh");
        providers.put(name, new ModelProvider(name, zone, pue, wue));
        if (modelsByProvider.putIfAbsent(name, new LinkedHashMap<>()) != null) {
            throw new FootprintException("provider: \"" + name + "\" (expected: once)");
        }
    }

    private void model(Words words) {
        String name = words.next("a model");
        ModelParameters parameters = parameters(words);
        Speed speed = speed(words);
        List<ModelWarning> warnings = words.taken("warn") ? warnings(words) : List.of();
        words.expect("from");
        Provenance provenance = new Provenance(words.rest("an address"), Set.copyOf(warnings));
        add(name, new RegisteredModel(current(), name, parameters, speed, provenance));
    }

    private void alias(Words words) {
        String name = words.next("an alias");
        words.expect("for");
        String target = words.next("a model");
        RegisteredModel model = models().get(target);
        if (model == null) {
            throw new FootprintException("alias target: \"" + target + "\" (expected: a model above)");
        }
        add(name, model);
    }

    private void add(String name, RegisteredModel model) {
        if (models().putIfAbsent(name, model) != null) {
            throw new FootprintException("model: \"" + name + "\" (expected: once per provider)");
        }
    }

    private ModelProvider current() {
        if (providers.isEmpty()) {
            throw new FootprintException("a model without a provider (expected: a provider line above)");
        }
        return providers.lastEntry().getValue();
    }

    private Map<String, RegisteredModel> models() {
        return Objects.requireNonNull(modelsByProvider.get(current().name()));
    }

    private static ModelParameters parameters(Words words) {
        if (words.taken("dense")) {
            return ModelParameters.dense(words.range("total parameters in billions"));
        }
        words.expect("moe");
        Range active = words.range("active parameters in billions");
        words.expect("of");
        return new ModelParameters(active, words.range("total parameters in billions"));
    }

    private static Speed speed(Words words) {
        if (!words.taken("tps")) {
            return Speed.UNKNOWN;
        }
        double tokensPerSecond = words.number("tokens per second");
        words.expect("ttft");
        return new Speed(tokensPerSecond, words.number("seconds to first token"));
    }

    private static List<ModelWarning> warnings(Words words) {
        List<ModelWarning> warnings = new ArrayList<>();
        for (String word : words.until("from", "a warning")) {
            warnings.add(
                    switch (word) {
                        case "not-released" -> ModelWarning.ARCHITECTURE_NOT_RELEASED;
                        case "multimodal" -> ModelWarning.MULTIMODAL;
                        default ->
                            throw new FootprintException(
                                    "warning: \"" + word + "\" (expected: not-released or multimodal)");
                    });
        }
        return warnings;
    }
}
