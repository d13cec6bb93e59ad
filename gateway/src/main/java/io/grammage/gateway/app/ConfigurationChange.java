package io.grammage.gateway.app;

import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.config.Located;
import io.grammage.gateway.config.ModelKeys;
import io.grammage.gateway.config.RootKeys;
import io.grammage.gateway.config.Section;
import io.grammage.gateway.kernel.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration has that another had not.
 *
 * @param added names of models
 * @param removed names of models
 * @param changed names of models of which anything differs, the key of a provider included
 * @param settings paths of keys outside the models that take effect at once
 * @param waitingForRestart paths of keys that are read at the start only
 */
record ConfigurationChange(
        List<String> added,
        List<String> removed,
        List<String> changed,
        List<String> settings,
        List<String> waitingForRestart) {

    static ConfigurationChange between(Configuration before, Configuration after) {
        Map<String, Section> old = models(before);
        Map<String, Section> young = models(after);
        List<String> added =
                young.keySet().stream().filter(name -> !old.containsKey(name)).toList();
        List<String> removed =
                old.keySet().stream().filter(name -> !young.containsKey(name)).toList();
        List<String> changed = new ArrayList<>();
        young.forEach((name, section) -> {
            Section other = old.get(name);
            if (other != null && !(section.sameAs(other) && keys(before, name).equals(keys(after, name)))) {
                changed.add(name);
            }
        });
        List<String> settings = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        for (Section.Change change : after.source().changesFrom(before.source())) {
            if (change.needsRestart()) {
                waiting.add(change.path());
            } else if (!change.path().equals(RootKeys.MODELS.name())) {
                settings.add(change.path());
            }
        }
        return new ConfigurationChange(added, removed, changed, settings, waiting);
    }

    /** What takes effect at once, in one line. */
    String summary() {
        List<String> parts = new ArrayList<>();
        addPart(parts, "models added", added);
        addPart(parts, "models removed", removed);
        addPart(parts, "models changed", changed);
        addPart(parts, "settings changed", settings);
        return parts.isEmpty() ? "nothing changed that takes effect now" : String.join("; ", parts);
    }

    private static void addPart(List<String> parts, String title, List<String> names) {
        if (!names.isEmpty()) {
            parts.add(title + ": " + String.join(", ", names));
        }
    }

    private static Map<String, Section> models(Configuration configuration) {
        Map<String, Section> models = new LinkedHashMap<>();
        for (Located<Section> model : configuration.source().value(RootKeys.MODELS)) {
            models.put(model.value().value(ModelKeys.NAME), model.value());
        }
        return models;
    }

    /** The keys of a model's providers, which may come from files that the section only names. */
    private static List<@Nullable Secret> keys(Configuration configuration, String name) {
        Model model = configuration.catalog().find(name);
        List<@Nullable Secret> keys = new ArrayList<>();
        for (Provider provider : model == null ? List.<Provider>of() : model.providers()) {
            keys.add(provider.key());
        }
        return keys;
    }
}
