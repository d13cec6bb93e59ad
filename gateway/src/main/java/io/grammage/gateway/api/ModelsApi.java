package io.grammage.gateway.api;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.catalog.Catalog;
import io.grammage.gateway.catalog.Lifecycle;
import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.Resolution;
import io.grammage.gateway.identity.Scope;
import io.grammage.gateway.kernel.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** The models that are offered. Thread-safe. */
public final class ModelsApi {
    private final Supplier<Catalog> catalog;
    private final Clock clock;

    /** Models of whatever catalog is in force when they are asked for. */
    public ModelsApi(Supplier<Catalog> catalog, Clock clock) {
        this.catalog = requireNonNull(catalog, "catalog");
        this.clock = requireNonNull(clock, "clock");
    }

    /** The routes of this surface. */
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get("/v1/models", Scope.INFERENCE, request -> list()),
                ApiRoute.get("/v1/models/{model...}", Scope.INFERENCE, request -> one(request.pathValue("model"))));
    }

    private record ModelList(String object, List<ModelJson> data) {}

    private ApiAnswer list() {
        Instant now = clock.now();
        List<ModelJson> models = catalog.get().models().stream()
                .filter(model -> model.lifecycle().stageAt(now) != Lifecycle.Stage.END_OF_LIFE)
                .map(model -> ModelJson.of(model, now))
                .toList();
        return ApiAnswer.json(new ModelList("list", models));
    }

    /** A model by name or alias; also one that has ended, as long as calls of it go to a successor. */
    private ApiAnswer one(String name) {
        Instant now = clock.now();
        Catalog current = catalog.get();
        Resolution.Serves serves = current.resolve(name, now).orRefuse(name);
        Model named = current.find(name);
        return ApiAnswer.json(ModelJson.of(named == null ? serves.model() : named, now));
    }
}
