package io.grammage.gateway.billing;

import static io.grammage.gateway.testing.SampleModels.EUR;
import static io.grammage.gateway.testing.SampleModels.priced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.kernel.Charge;
import io.grammage.gateway.kernel.ChargeLine;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.CountSource;
import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class ListPricingTest {
    private static final Currency USD = Currency.getInstance("USD");

    private final ListPricing pricing = new ListPricing(EUR);

    @Test
    void pricesEveryTokenTypeAtItsOwnPrice() {
        Model model = priced(
                "m",
                price(UsageUnit.INPUT, "0.15"),
                price(UsageUnit.CACHED_INPUT, "0.015"),
                price(UsageUnit.CACHE_WRITE, "0.1875"),
                price(UsageUnit.AUDIO_INPUT, "3"),
                price(UsageUnit.OUTPUT, "0.6"));

        Charge charge = pricing.price(
                model, Mode.REALTIME, Consumption.reported(new TokenCounts(1_000, 2_000, 3_000, 4_000, 5_000, 900)));

        assertThat(charge.lines())
                .extracting(line -> line.unit().wireName() + " " + line.quantity() + " "
                        + line.amount().stripTrailingZeros().toPlainString())
                .containsExactly(
                        "input 1000 0.00015",
                        "cached_input 2000 0.00003",
                        "cache_write 3000 0.0005625",
                        "audio_input 4000 0.012",
                        "output 5000 0.003");
        assertThat(charge.total().amount()).isEqualByComparingTo("0.0157425");
        assertThat(charge.lines().getFirst().price())
                .isEqualTo(price(UsageUnit.INPUT, "0.15").id());
    }

    @Test
    void leavesOutWhatWasNotConsumed() {
        Model model = priced("m", price(UsageUnit.INPUT, "1"), price(UsageUnit.OUTPUT, "2"));

        assertThat(pricing.price(model, Mode.REALTIME, Consumption.reported(TokenCounts.of(7, 0)))
                        .lines())
                .extracting(ChargeLine::unit)
                .containsExactly(UsageUnit.INPUT);
        assertThat(pricing.price(model, Mode.REALTIME, Consumption.NONE).lines())
                .isEmpty();
    }

    @Test
    void keepsTheQuantityOfWhatHasNoPrice() {
        Model model = priced("m", price(UsageUnit.INPUT, "1"));

        Charge charge = pricing.price(model, Mode.REALTIME, Consumption.reported(new TokenCounts(10, 20, 0, 0, 30, 0)));

        assertThat(charge.lines().get(1)).isEqualTo(unpriced(UsageUnit.CACHED_INPUT, 20));
        assertThat(charge.lines().get(2)).isEqualTo(unpriced(UsageUnit.OUTPUT, 30));
        assertThat(charge.isPriced()).isFalse();
        assertThat(charge.total().amount()).isEqualByComparingTo("0.00001");
    }

    @Test
    void tellsAPriceOfZeroFromNoPrice() {
        Price free = price(UsageUnit.OUTPUT, "0");

        Charge charge = pricing.price(priced("m", free), Mode.REALTIME, Consumption.reported(TokenCounts.of(0, 5)));

        assertThat(charge.lines().getFirst().price()).isEqualTo(free.id());
        assertThat(charge.isPriced()).isTrue();
    }

    @Test
    void doesNotPriceABatchAtRealtimePrices() {
        Price batch = Price.configured("m", UsageUnit.INPUT, Mode.BATCH, new BigDecimal("0.5"), EUR);
        Model model = priced("m", price(UsageUnit.INPUT, "1"), batch, price(UsageUnit.OUTPUT, "2"));

        Charge charge = pricing.price(model, Mode.BATCH, Consumption.reported(TokenCounts.of(10, 20)));

        assertThat(charge.lines().get(0).price()).isEqualTo(batch.id());
        assertThat(charge.lines().get(1)).isEqualTo(unpriced(UsageUnit.OUTPUT, 20));
    }

    @Test
    void countsSoundImagesAndDocuments() {
        Model model = priced("m", price(UsageUnit.AUDIO_SECOND, "0.003"), price(UsageUnit.IMAGE, "0.005"));

        Charge charge = pricing.price(
                model, Mode.REALTIME, new Consumption(TokenCounts.ZERO, CountSource.REPORTED, 0, 1_001, 3, 2));

        assertThat(charge.lines())
                .extracting(ChargeLine::unit, ChargeLine::quantity)
                .containsExactly(
                        tuple(UsageUnit.AUDIO_SECOND, 2L), tuple(UsageUnit.IMAGE, 3L), tuple(UsageUnit.DOCUMENT, 2L));
        assertThat(charge.total().amount())
                .as("two seconds of a minute, three images")
                .isEqualByComparingTo("0.0151");
    }

    @Test
    void chargesInTheCurrencyOfThePrices() {
        Price dollars = Price.configured("m", UsageUnit.INPUT, Mode.REALTIME, BigDecimal.ONE, USD);
        Consumption consumption = Consumption.reported(TokenCounts.of(1, 1));

        assertThat(pricing.price(priced("m", dollars), Mode.REALTIME, consumption)
                        .currency())
                .isEqualTo(USD);
        assertThat(pricing.price(priced("m"), Mode.REALTIME, consumption).currency())
                .isEqualTo(EUR);
    }

    private static ChargeLine unpriced(UsageUnit unit, long quantity) {
        return new ChargeLine(unit, quantity, null, BigDecimal.ZERO);
    }

    private static Price price(UsageUnit unit, String perMillion) {
        return Price.configured("m", unit, Mode.REALTIME, new BigDecimal(perMillion), EUR);
    }
}
