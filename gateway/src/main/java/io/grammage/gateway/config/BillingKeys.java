package io.grammage.gateway.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** The keys of {@code billing}. */
public final class BillingKeys {
    public static final Key<String> CURRENCY = Key.withDefault(
                    "currency", Types.text(3), "EUR", "ISO 4217 code of the currency of all prices.")
            .readAtStart();
    public static final Key<String> PRICE_BOOK = Key.withDefault(
            "price_book",
            Types.choice(List.of("none", "scaleway-generative-apis-2026-10")),
            "none",
            "Prices that come with the program, for models that have none of their own, by name or alias: examples, dated, of"
                    + " what a public service asks.");
    public static final Key<Integer> SLICE = Key.withDefault(
            "slice",
            Types.whole(1, 1_000_000_000),
            "1000000",
            "The smallest billed quantity of tokens: each line of a bill is rounded up to whole slices, then up to the cent.");
    public static final Key<Section> FREE_TIER = Key.optional(
            "free_tier", FreeTier.SHAPE, "What an organization consumes without paying, the dearest tokens first.");
    public static final Key<Duration> CLOSE_AFTER = Key.withDefault(
            "close_after",
            Types.duration(Duration.ZERO, Duration.ofDays(31)),
            "72h",
            "How long after the end of its month (UTC) a bill becomes final. What arrives later is corrected on the next one.");
    public static final Key<Section> TAX =
            Key.optional("tax", Tax.SHAPE, "What is added to bills for the state. Left out: nothing.");
    public static final Key<List<Located<Section>>> ADJUSTMENTS = Key.list(
            "adjustments",
            new ListType<>(Adjustments.SHAPE, 0, 1_000),
            "Discounts and margins of organizations and projects, as lines of their bills.");
    public static final Key<Section> ISSUER =
            Key.optional("issuer", Issuer.SHAPE, "Who sends the bills, as they print it. Left out: nobody is named.");

    static final Shape SHAPE = Shape.of(
            "a mapping with keys such as currency",
            CURRENCY,
            PRICE_BOOK,
            SLICE,
            FREE_TIER,
            CLOSE_AFTER,
            TAX,
            ADJUSTMENTS,
            ISSUER);

    private BillingKeys() {}

    /** The keys of {@code billing.issuer}. */
    public static final class Issuer {
        public static final Key<String> NAME = Key.required("name", Types.line(100), "A person's or a company's.");
        public static final Key<List<Located<String>>> ADDRESS = Key.list(
                "address",
                new ListType<>(Types.line(100), 0, 10),
                "The lines below it; also for numbers of register and tax.");

        static final Shape SHAPE = Shape.of("a mapping with name and address", NAME, ADDRESS);

        private Issuer() {}
    }

    /** The keys of {@code billing.free_tier}. */
    public static final class FreeTier {
        public static final Key<String> RENEWAL = Key.withDefault(
                "renewal",
                Types.choice(List.of("once", "monthly", "none")),
                "once",
                "Whether each organization has it once, each month (UTC) anew, or not at all.");
        public static final Key<Integer> TOKENS = Key.withDefault(
                "tokens", Types.whole(0, 2_000_000_000), "1000000", "Tokens of all types and models together.");
        public static final Key<Integer> AUDIO_MINUTES = Key.withDefault(
                "audio_minutes",
                Types.whole(0, 1_000_000_000),
                "60",
                "Minutes of sound, for models that are priced by the minute.");

        static final Shape SHAPE = Shape.of("a mapping with keys such as renewal", RENEWAL, TOKENS, AUDIO_MINUTES);

        private FreeTier() {}
    }

    /** The keys of {@code billing.tax}. */
    public static final class Tax {
        public static final Key<String> DESCRIPTION =
                Key.withDefault("description", Types.text(100), "VAT", "Its name on bills.");
        public static final Key<BigDecimal> PERCENT =
                Key.required("percent", Types.decimal("0", "100", 4), "Of the untaxed total.");

        static final Shape SHAPE = Shape.of("a mapping with description and percent", DESCRIPTION, PERCENT);

        private Tax() {}
    }

    /** The keys of an entry of {@code billing.adjustments}. */
    public static final class Adjustments {
        public static final Key<String> ORGANIZATION =
                Key.required("organization", Types.text(100), "Name or id of the organization.");
        public static final Key<String> PROJECT = Key.optional(
                "project",
                Types.text(100),
                "Name or id of one of its projects, whose adjustment this is instead of the organization's. Left out: all of"
                        + " them.");
        public static final Key<BigDecimal> PERCENT = Key.required(
                "percent",
                Types.decimal("-100", "1000", 4),
                "Of what the project's lines come to: below zero a discount, above a margin.");
        public static final Key<String> TEXT = Key.required("text", Types.text(200), "The line on the bill.");

        static final Shape SHAPE =
                Shape.of("a mapping with organization, percent and text", ORGANIZATION, PROJECT, PERCENT, TEXT);

        private Adjustments() {}
    }
}
