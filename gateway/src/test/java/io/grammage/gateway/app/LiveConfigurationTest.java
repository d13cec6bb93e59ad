package io.grammage.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.catalog.Catalog;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.testing.ManualClock;
import io.grammage.gateway.testing.SampleModels;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveConfigurationTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-12-01T00:00:00Z");

    private final ManualClock clock = new ManualClock(MIDNIGHT.minusSeconds(5));
    private final LiveConfiguration live = new LiveConfiguration(
            new ConfigurationLoader(name -> null, settings -> ConfigurationText.SIMULATOR), null, clock);

    @AfterEach
    void close() {
        live.close();
    }

    private static Price price(String amount) {
        return Price.of(
                "api", "simulated-small", UsageUnit.OUTPUT, Mode.REALTIME, new BigDecimal(amount), SampleModels.EUR);
    }

    private static BigDecimal priceIn(Catalog catalog) {
        return catalog.models().stream()
                .filter(model -> model.name().equals("simulated-small"))
                .flatMap(model -> model.prices().stream())
                .filter(price -> price.unit() == UsageUnit.OUTPUT)
                .map(Price::unitPrice)
                .findFirst()
                .orElseThrow();
    }

    /** A call of the first microsecond of a month is charged by the month's price, whoever swaps what and when. */
    @Test
    void aPriceIsInForceFromItsMomentOn() {
        live.decide(new TreeMap<>(Map.of(Instant.MIN, List.of(), MIDNIGHT, List.of(price("7")))));

        assertThat(priceIn(live.catalog(MIDNIGHT.minusNanos(1_000)))).isEqualByComparingTo("0.30");
        assertThat(priceIn(live.catalog(MIDNIGHT))).isEqualByComparingTo("7");
        assertThat(priceIn(live.catalog())).isEqualByComparingTo("0.30");
        clock.advance(Duration.ofSeconds(5));
        assertThat(priceIn(live.catalog())).isEqualByComparingTo("7");
    }
}
