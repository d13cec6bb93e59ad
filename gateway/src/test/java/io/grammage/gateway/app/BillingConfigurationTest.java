package io.grammage.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.grammage.gateway.billing.Adjustment;
import io.grammage.gateway.billing.BillingRules;
import io.grammage.gateway.billing.FreeTier;
import io.grammage.gateway.billing.Issuer;
import io.grammage.gateway.billing.Tax;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.UsageUnit;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The section billing, and prices of all units and modes. */
class BillingConfigurationTest {
    private static final Currency CHF = Currency.getInstance("CHF");

    @Test
    void takesAllRules() {
        BillingRules rules = ConfigurationText.of("""
                billing:
                  currency: CHF
                  slice: 1000
                  free_tier: {renewal: monthly, tokens: 5, audio_minutes: 6}
                  close_after: 36h
                  tax: {description: MWST, percent: 8.1}
                  adjustments:
                    - {organization: Acme, percent: -10.5, text: Partner}
                    - {organization: Acme, project: p, percent: 5, text: Support}
                  issuer: {name: " Käse & Co ", address: ["1, rue de l'Œuvre", CHE-123.456.789 MWST]}
                """).load().billing();

        assertThat(rules)
                .isEqualTo(new BillingRules(
                        CHF,
                        1_000,
                        new FreeTier(FreeTier.Renewal.MONTHLY, 5, 6),
                        Duration.ofHours(36),
                        new Tax("MWST", new BigDecimal("8.1")),
                        List.of(
                                new Adjustment("Acme", null, new BigDecimal("-10.5"), "Partner"),
                                new Adjustment("Acme", "p", new BigDecimal("5"), "Support")),
                        new Issuer("Käse & Co", List.of("1, rue de l'Œuvre", "CHE-123.456.789 MWST"))));
    }

    @Test
    void hasTheUsualRulesWithoutAny() {
        assertThat(ConfigurationText.of("").load().billing())
                .isEqualTo(new BillingRules(
                        Currency.getInstance("EUR"),
                        1_000_000,
                        new FreeTier(FreeTier.Renewal.ONCE, 1_000_000, 60),
                        Duration.ofDays(3),
                        null,
                        List.of(),
                        null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            billing: {slice: 0} | billing.slice
            billing: {currency: EURO} | billing.currency
            billing: {currency: XYZ} | billing.currency
            billing: {tax: {percent: 101}} | billing.tax.percent
            billing: {tax: {}} | billing.tax
            billing: {free_tier: {renewal: yearly}} | billing.free_tier.renewal
            billing: {free_tier: {tokens: -1}} | billing.free_tier.tokens
            billing: {close_after: 32d} | billing.close_after
            billing: {adjustments: [{organization: a, percent: -101, text: t}]} | percent
            billing: {adjustments: [{organization: a, percent: 1}]} | text
            billing: {discount: 3} | billing.discount
            billing: {issuer: {address: [here]}} | billing.issuer.name
            billing: {issuer: {name: "two\\nlines"}} | billing.issuer.name
            billing: {issuer: {name: n, address: ["a\\tb"]}} | billing.issuer.address[0]
            billing: {issuer: {name: n, address: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]}} | billing.issuer.address
            """)
    void refusesWhatDoesNotFit(String text, String about) {
        assertThat(ConfigurationText.of(text).refusal())
                .contains("config.yml:1:")
                .contains(about);
    }

    @Test
    void takesPricesOfAllUnitsAndModes() {
        List<Price> prices = ConfigurationText.model("""
                prices: {input: 1, output: 2, cached_input: 0.5, audio_minute: 0.003, image: 0.04, document: 0.05,
                batch: {input: 0.5, output: 1}}""").load().catalog().prices();

        assertThat(prices)
                .extracting(Price::unit, Price::mode, price -> price.unitPrice().toPlainString())
                .containsExactly(
                        tuple(UsageUnit.INPUT, Mode.REALTIME, "1"),
                        tuple(UsageUnit.CACHED_INPUT, Mode.REALTIME, "0.5"),
                        tuple(UsageUnit.CACHE_WRITE, Mode.REALTIME, "1"),
                        tuple(UsageUnit.AUDIO_INPUT, Mode.REALTIME, "1"),
                        tuple(UsageUnit.OUTPUT, Mode.REALTIME, "2"),
                        tuple(UsageUnit.AUDIO_SECOND, Mode.REALTIME, "0.003"),
                        tuple(UsageUnit.IMAGE, Mode.REALTIME, "0.04"),
                        tuple(UsageUnit.DOCUMENT, Mode.REALTIME, "0.05"),
                        tuple(UsageUnit.INPUT, Mode.BATCH, "0.5"),
                        tuple(UsageUnit.CACHED_INPUT, Mode.BATCH, "0.5"),
                        tuple(UsageUnit.CACHE_WRITE, Mode.BATCH, "0.5"),
                        tuple(UsageUnit.AUDIO_INPUT, Mode.BATCH, "0.5"),
                        tuple(UsageUnit.OUTPUT, Mode.BATCH, "1"));
    }

    private static final String WITH_BOOK = """
            billing: {price_book: scaleway-generative-apis-2026-10, currency: %s}
            models:
              - {name: gpt-oss-120b, type: text-generation, providers: [{type: simulator, model_name: s}]}
              - {name: small, aliases: [qwen3.8-27b], type: text-generation, providers: [{type: simulator, model_name: s}]}
              - {name: glm-5.2, type: text-generation, prices: {input: 7}, providers: [{type: simulator, model_name: s}]}
              - {name: llama-3.3-70b-instruct, type: text-generation, cost_prompt_tokens: 3, providers: [{type: simulator, model_name: s}]}
              - {name: unknown, type: text-generation, providers: [{type: simulator, model_name: s}]}
            """;

    @Test
    void modelsWithoutPricesTakeThoseOfTheBook() {
        List<Price> prices = ConfigurationText.of(WITH_BOOK.formatted("EUR"))
                .load()
                .catalog()
                .prices();

        assertThat(prices)
                .filteredOn(price -> price.mode() == Mode.REALTIME
                        && (price.unit() == UsageUnit.INPUT
                                || price.unit() == UsageUnit.CACHED_INPUT
                                || price.unit() == UsageUnit.OUTPUT))
                .extracting(
                        Price::model, Price::unit, price -> price.unitPrice().toPlainString())
                .containsExactly(
                        tuple("gpt-oss-120b", UsageUnit.INPUT, "0.15"),
                        tuple("gpt-oss-120b", UsageUnit.CACHED_INPUT, "0.15"),
                        tuple("gpt-oss-120b", UsageUnit.OUTPUT, "0.6"),
                        tuple("small", UsageUnit.INPUT, "0.6"),
                        tuple("small", UsageUnit.CACHED_INPUT, "0.12"),
                        tuple("small", UsageUnit.OUTPUT, "3.3"),
                        tuple("glm-5.2", UsageUnit.INPUT, "7"),
                        tuple("glm-5.2", UsageUnit.CACHED_INPUT, "7"),
                        tuple("llama-3.3-70b-instruct", UsageUnit.INPUT, "3"),
                        tuple("llama-3.3-70b-instruct", UsageUnit.CACHED_INPUT, "3"));
        assertThat(prices)
                .filteredOn(price -> price.mode() == Mode.BATCH && price.unit() == UsageUnit.CACHED_INPUT)
                .extracting(price -> price.unitPrice().toPlainString())
                .containsExactly("0.075", "0.06");
    }

    @Test
    void withoutOptingInNoModelTakesAPriceOfTheBook() {
        String text = WITH_BOOK.formatted("EUR").replace("price_book: scaleway-generative-apis-2026-10, ", "");

        assertThat(ConfigurationText.of(text).load().catalog().prices())
                .extracting(Price::model)
                .containsOnly("glm-5.2", "llama-3.3-70b-instruct");
    }

    @Test
    void pricesOfAnotherCurrencyThanTheBillsAreRefused() {
        assertThat(ConfigurationText.of(WITH_BOOK.formatted("USD")).refusal())
                .contains("config.yml:1:")
                .contains("its prices are in EUR and billing.currency is USD");
    }
}
