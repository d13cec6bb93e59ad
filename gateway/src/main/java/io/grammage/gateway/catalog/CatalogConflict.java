package io.grammage.gateway.catalog;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that keeps models out of one catalog.
 *
 * @param model index of the model to blame
 * @param part what of it is to blame
 * @param index of the alias, provider or fallback to blame; 0 for other parts
 */
public record CatalogConflict(int model, Part part, int index, String message) {
    /** What of a model can be to blame. */
    public enum Part {
        NAME,
        ALIAS,
        PROVIDER,
        SUCCESSOR,
        FALLBACK
    }

    public CatalogConflict {
        requireNonNull(part, "part");
        requireNonNull(message, "message");
    }

    /**
     * All conflicts: a name, an alias or a provider's id that occurs twice; a successor that is no model, is of another
     * type, or leads back to where it began; a fallback that is no model, of another type, or the model itself.
     */
    public static List<CatalogConflict> among(List<Model> models) {
        List<CatalogConflict> conflicts = new ArrayList<>();
        Map<String, Model> byName = new HashMap<>();
        Set<String> providers = new HashSet<>();
        for (int i = 0; i < models.size(); i++) {
            Model model = models.get(i);
            addTaken(conflicts, byName.putIfAbsent(model.name(), model), model.name(), i, Part.NAME, 0);
            for (int j = 0; j < model.aliases().size(); j++) {
                String alias = model.aliases().get(j);
                addTaken(conflicts, byName.putIfAbsent(alias, model), alias, i, Part.ALIAS, j);
            }
            for (int j = 0; j < model.providers().size(); j++) {
                String id = model.providers().get(j).id();
                if (!providers.add(id)) {
                    conflicts.add(new CatalogConflict(
                            i, Part.PROVIDER, j, id + " occurs twice (expected: ids that are unique)"));
                }
            }
        }
        for (int i = 0; i < models.size(); i++) {
            String message = wrongSuccessor(models.get(i), byName);
            if (message != null) {
                conflicts.add(new CatalogConflict(i, Part.SUCCESSOR, 0, message));
            }
            addWrongFallbacks(conflicts, i, models.get(i), byName);
        }
        return List.copyOf(conflicts);
    }

    private static void addTaken(
            List<CatalogConflict> conflicts, @Nullable Model owner, String name, int model, Part part, int index) {
        if (owner != null) {
            conflicts.add(new CatalogConflict(
                    model,
                    part,
                    index,
                    name + " is a name of model " + owner.name() + " (expected: names and aliases that are unique)"));
        }
    }

    private static void addWrongFallbacks(
            List<CatalogConflict> conflicts, int index, Model model, Map<String, Model> byName) {
        Set<Model> seen = new HashSet<>(Set.of(model));
        for (int i = 0; i < model.fallbacks().size(); i++) {
            String name = model.fallbacks().get(i);
            Model fallback = byName.get(name);
            if (fallback == null || fallback.type() != model.type()) {
                conflicts.add(new CatalogConflict(index, Part.FALLBACK, i, wrongModel(name, fallback, model.type())));
            } else if (!seen.add(fallback)) {
                conflicts.add(new CatalogConflict(
                        index,
                        Part.FALLBACK,
                        i,
                        name + " was tried before (expected: models other than this and the fallbacks before)"));
            }
        }
    }

    private static String wrongModel(String name, @Nullable Model model, ModelType expected) {
        return model == null
                ? name + " is unknown (expected: the name of a model)"
                : name + " is of type " + model.type().wireName() + " (expected: " + expected.wireName() + ")";
    }

    private static @Nullable String wrongSuccessor(Model first, Map<String, Model> byName) {
        Set<Model> seen = new HashSet<>();
        Model model = first;
        String successor = model.lifecycle().successor();
        while (successor != null) {
            if (!seen.add(model)) {
                return successor + " leads in a circle (expected: successors that end)";
            }
            Model next = byName.get(successor);
            if (next == null || next.type() != first.type()) {
                return wrongModel(successor, next, first.type());
            }
            model = next;
            successor = model.lifecycle().successor();
        }
        return null;
    }
}
