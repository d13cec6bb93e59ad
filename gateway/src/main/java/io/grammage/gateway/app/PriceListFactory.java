package io.grammage.gateway.app;

import io.grammage.gateway.catalog.ModelType;
import io.grammage.gateway.config.Key;
import io.grammage.gateway.config.Located;
import io.grammage.gateway.config.ModelKeys;
import io.grammage.gateway.config.Problems;
import io.grammage.gateway.config.ProviderKeys;
import io.grammage.gateway.config.Section;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.UsageUnit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the prices of a model. Prompt tokens of a special type cost what other prompt tokens cost unless they have a price
 * of their own, because OpenGateLLM knows one price for all of them and a token without a price would be given away.
 */
final class PriceListFactory {
    private final Currency currency;
    private final ShippedPrices shipped;
    private final Problems problems;

    PriceListFactory(Currency currency, ShippedPrices shipped, Problems problems) {
        this.currency = currency;
        this.shipped = shipped;
        this.problems = problems;
    }

    /** At most one price for each unit and mode; those left out have none. */
    List<Price> prices(Section model, ModelType type) {
        BigDecimal input = agreed(
                model, ModelKeys.Prices.INPUT, ModelKeys.COST_PROMPT_TOKENS, ProviderKeys.MODEL_COST_PROMPT_TOKENS);
        BigDecimal output = agreed(
                model,
                ModelKeys.Prices.OUTPUT,
                ModelKeys.COST_COMPLETION_TOKENS,
                ProviderKeys.MODEL_COST_COMPLETION_TOKENS);
        if (type.isGenerating() && (input == null) != (output == null)) {
            problems.warning(
                    model.placeOf(ModelKeys.PRICES),
                    "there is a price for "
                            + (input == null ? "output but none for input" : "input but none for output")
                            + "; such tokens count as not priced (write 0 if they are free)");
        }
        String name = model.value(ModelKeys.NAME);
        List<Price> own = prices(name, model.section(ModelKeys.PRICES), input, output);
        Section others = own.isEmpty() ? shipped.find(model) : null;
        return others == null
                ? own
                : prices(name, others, others.find(ModelKeys.Prices.INPUT), others.find(ModelKeys.Prices.OUTPUT));
    }

    private List<Price> prices(String name, Section section, @Nullable BigDecimal input, @Nullable BigDecimal output) {
        Map<UsageUnit, @Nullable BigDecimal> realtime = tokens(section, input, output);
        realtime.put(UsageUnit.AUDIO_SECOND, section.find(ModelKeys.Prices.AUDIO_MINUTE));
        realtime.put(UsageUnit.IMAGE, section.find(ModelKeys.Prices.IMAGE));
        realtime.put(UsageUnit.DOCUMENT, section.find(ModelKeys.Prices.DOCUMENT));
        Section batch = section.section(ModelKeys.Prices.BATCH);
        List<Price> prices = new ArrayList<>();
        add(prices, name, Mode.REALTIME, realtime);
        add(
                prices,
                name,
                Mode.BATCH,
                tokens(batch, batch.find(ModelKeys.Prices.INPUT), batch.find(ModelKeys.Prices.OUTPUT)));
        return prices;
    }

    private Map<UsageUnit, @Nullable BigDecimal> tokens(
            Section prices, @Nullable BigDecimal input, @Nullable BigDecimal output) {
        Map<UsageUnit, @Nullable BigDecimal> unitPrices = new LinkedHashMap<>();
        unitPrices.put(UsageUnit.INPUT, input);
        unitPrices.put(UsageUnit.CACHED_INPUT, special(prices, ModelKeys.Prices.CACHED_INPUT, input));
        unitPrices.put(UsageUnit.CACHE_WRITE, special(prices, ModelKeys.Prices.CACHE_WRITE, input));
        unitPrices.put(UsageUnit.AUDIO_INPUT, special(prices, ModelKeys.Prices.AUDIO_INPUT, input));
        unitPrices.put(UsageUnit.OUTPUT, output);
        return unitPrices;
    }

    private void add(List<Price> prices, String model, Mode mode, Map<UsageUnit, @Nullable BigDecimal> unitPrices) {
        unitPrices.forEach((unit, price) -> {
            if (price != null) {
                prices.add(Price.configured(model, unit, mode, price, currency));
            }
        });
    }

    /** A price that can be written in several places, where it has to be the same. */
    private @Nullable BigDecimal agreed(
            Section model, Key<BigDecimal> key, Key<BigDecimal> ofModel, Key<BigDecimal> ofProvider) {
        List<Located<BigDecimal>> given = new ArrayList<>();
        add(given, model.section(ModelKeys.PRICES), key);
        add(given, model, ofModel);
        model.value(ModelKeys.PROVIDERS).forEach(provider -> add(given, provider.value(), ofProvider));
        if (given.isEmpty()) {
            return null;
        }
        Located<BigDecimal> first = given.getFirst();
        for (Located<BigDecimal> other : given) {
            if (other.value().compareTo(first.value()) != 0) {
                problems.error(
                        other.place(),
                        other.value().toPlainString() + " (expected: "
                                + first.value().toPlainString() + ", as at line "
                                + first.place().line() + ")");
            }
        }
        return first.value();
    }

    private static void add(List<Located<BigDecimal>> given, Section section, Key<BigDecimal> key) {
        BigDecimal price = section.find(key);
        if (price != null) {
            given.add(new Located<>(price, section.placeOf(key)));
        }
    }

    private @Nullable BigDecimal special(Section prices, Key<BigDecimal> key, @Nullable BigDecimal input) {
        BigDecimal own = prices.find(key);
        if (own != null && input == null) {
            problems.error(
                    prices.placeOf(key),
                    own.toPlainString() + " (expected: a price for input too, or other prompt tokens have none)");
        }
        return own == null ? input : own;
    }
}
