package io.grammage.gateway.config;

import java.util.List;

/** The keys of a price book that comes with the program. */
public final class PriceBookKeys {
    public static final Key<String> CURRENCY =
            Key.required("currency", Types.text(3), "ISO 4217 code of the currency of all its prices.");
    public static final Key<List<Located<Section>>> MODELS =
            Key.required("models", new ListType<>(Models.SHAPE, 1, 1_000), "The models that it has prices for.");

    static final Shape SHAPE = Shape.of("a mapping with keys such as models", CURRENCY, MODELS);

    private PriceBookKeys() {}

    /** The keys of an entry of {@code models}. */
    public static final class Models {
        public static final Key<String> NAME = Key.required("name", Types.name(64), "The name or an alias of a model.");
        public static final Key<Section> PRICES =
                Key.required("prices", ModelKeys.Prices.SHAPE, "As a model of the configuration has them.");

        static final Shape SHAPE = Shape.of("a mapping with name and prices", NAME, PRICES);

        private Models() {}
    }
}
