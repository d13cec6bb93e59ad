package io.grammage.gateway.app;

import io.grammage.footprint.PreparedEstimator;
import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.UsageUnit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a configuration offers at a moment, as a table for people. Never shows a key. */
record ConfigurationSummary(Configuration configuration, Instant moment) {
    private static final List<String> HEADINGS =
            List.of("MODEL", "TYPE", "STAGE", "INPUT", "OUTPUT", "PROVIDER", "ADDRESS", "ZONE", "WEIGHED BY");
    private static final String NONE = "-";

    String text() {
        List<Model> models = configuration.catalog().models();
        String text = "The configuration is right: " + models.size() + (models.size() == 1 ? " model" : " models")
                + "; prices in " + configuration.catalog().currency() + " per million tokens.\n";
        if (models.isEmpty()) {
            return text;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        for (Model model : models) {
            List<String> ofModel = List.of(
                    model.name(),
                    model.type().wireName(),
                    model.lifecycle().stageAt(moment).wireName(),
                    price(model, UsageUnit.INPUT),
                    price(model, UsageUnit.OUTPUT));
            for (Provider provider : model.providers()) {
                List<String> row = new ArrayList<>(
                        provider.equals(model.providers().getFirst()) ? ofModel : List.of("", "", "", "", ""));
                row.addAll(ofProvider(provider));
                rows.add(row);
            }
        }
        return text + "\n" + TextTable.of(rows, column -> false);
    }

    private static List<String> ofProvider(Provider provider) {
        PreparedEstimator estimator = provider.hosting().estimator();
        return List.of(
                provider.id(),
                provider.address().equals(BuiltInSimulator.NOWHERE)
                        ? "built in"
                        : provider.address().toString(),
                provider.hosting().zone().code(),
                estimator == null ? NONE : estimator.methodId());
    }

    private static String price(Model model, UsageUnit unit) {
        Price price = model.price(unit, Mode.REALTIME);
        return price == null ? NONE : price.unitPrice().toPlainString();
    }
}
