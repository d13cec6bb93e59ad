package io.grammage.gateway.app;

import io.grammage.footprint.ElectricityMix;
import io.grammage.footprint.ElectricityMixes;
import io.grammage.footprint.FootprintMethod;
import io.grammage.footprint.Zone;
import io.grammage.gateway.billing.BillingRules;
import io.grammage.gateway.catalog.Catalog;
import io.grammage.gateway.catalog.CatalogConflict;
import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.UpstreamAddress;
import io.grammage.gateway.config.Located;
import io.grammage.gateway.config.ModelKeys;
import io.grammage.gateway.config.Place;
import io.grammage.gateway.config.Problems;
import io.grammage.gateway.config.ProviderKeys;
import io.grammage.gateway.config.RootKeys;
import io.grammage.gateway.config.Section;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns the located values of a configuration into a catalog, and reports at their places those that do not fit. Sections
 * that were not read whole are passed over: what is wrong with them has been told.
 */
public final class CatalogFactory {
    private final SecretFiles secretFiles;
    private final Problems problems;
    private final Supplier<UpstreamAddress> simulator;

    CatalogFactory(SecretFiles secretFiles, Problems problems, Supplier<UpstreamAddress> simulator) {
        this.secretFiles = secretFiles;
        this.problems = problems;
        this.simulator = simulator;
    }

    /** The catalog, with prices in the currency of the bills, or null when there are errors. */
    @Nullable
    Catalog catalog(Section root, BillingRules billing) {
        Currency currency = billing.currency();
        FootprintMethod method =
                FootprintMethod.byId(root.section(RootKeys.FOOTPRINT).value(RootKeys.Footprint.METHOD));
        HostingFactory hosting =
                new HostingFactory(method, mixes(method, root.value(RootKeys.ELECTRICITY_MIXES)), problems);
        ModelFactory factory = new ModelFactory(
                new PriceListFactory(currency, ShippedPrices.of(root.section(RootKeys.BILLING), problems), problems),
                new ProviderFactory(hosting, secretFiles, simulator, problems),
                problems);
        List<Section> sections = new ArrayList<>();
        List<Model> models = new ArrayList<>();
        for (Located<Section> located : root.value(RootKeys.MODELS)) {
            Section section = located.value();
            if (section.isWhole() && isServed(section)) {
                Model model = factory.model(section);
                if (model != null) {
                    models.add(model);
                    sections.add(section);
                }
            }
        }
        if (problems.hasErrors()) {
            return null;
        }
        reportConflicts(CatalogConflict.among(models), sections);
        return problems.hasErrors() ? null : new Catalog(currency, models);
    }

    private ElectricityMixes mixes(FootprintMethod method, List<Located<Section>> added) {
        ElectricityMixes mixes = method.mixes();
        Set<String> zones = new HashSet<>();
        for (Located<Section> located : added) {
            Section section = located.value();
            if (!section.isWhole()) {
                continue;
            }
            String zone = section.value(RootKeys.ElectricityMixes.ZONE);
            Place place = section.placeOf(RootKeys.ElectricityMixes.ZONE);
            if (!zones.add(zone)) {
                problems.error(place, zone + " occurs twice (expected: zones that are unique)");
            }
            try {
                mixes = mixes.with(mix(zone, section));
            } catch (IllegalArgumentException e) {
                problems.error(place, String.valueOf(e.getMessage()));
            }
        }
        return mixes;
    }

    private static ElectricityMix mix(String zone, Section section) {
        BigDecimal wue = section.find(RootKeys.ElectricityMixes.WUE);
        return new ElectricityMix(
                new Zone(zone),
                section.value(RootKeys.ElectricityMixes.ADPE).doubleValue(),
                section.value(RootKeys.ElectricityMixes.PE).doubleValue(),
                section.value(RootKeys.ElectricityMixes.GWP).doubleValue(),
                wue == null ? null : wue.doubleValue(),
                section.value(RootKeys.ElectricityMixes.SOURCE));
    }

    private boolean isServed(Section model) {
        String type = model.value(ModelKeys.TYPE);
        boolean served = !ModelKeys.TYPES_NOT_SERVED.contains(type);
        if (!served) {
            problems.warning(
                    model.placeOf(ModelKeys.TYPE),
                    type + " is not served yet; the model " + model.value(ModelKeys.NAME) + " is left out");
        }
        return served;
    }

    private void reportConflicts(List<CatalogConflict> conflicts, List<Section> sections) {
        for (CatalogConflict conflict : conflicts) {
            Section model = sections.get(conflict.model());
            Place place = switch (conflict.part()) {
                case NAME -> model.placeOf(ModelKeys.NAME);
                case ALIAS ->
                    model.value(ModelKeys.ALIASES).get(conflict.index()).place();
                case PROVIDER ->
                    model.value(ModelKeys.PROVIDERS)
                            .get(conflict.index())
                            .value()
                            .placeOf(ProviderKeys.ID);
                case FALLBACK ->
                    model.value(ModelKeys.FALLBACKS).get(conflict.index()).place();
                case SUCCESSOR -> model.section(ModelKeys.LIFECYCLE).placeOf(ModelKeys.Lifecycle.SUCCESSOR);
            };
            problems.error(place, Objects.requireNonNull(conflict.message()));
        }
    }
}
