package io.grammage.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.grammage.gateway.billing.BookedPrice;
import io.grammage.gateway.billing.PriceBook;
import io.grammage.gateway.billing.PriceSource;
import io.grammage.gateway.billing.PriceStore;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.UsageUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of prices must do. */
public abstract class PriceStoreContract {
    private static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00.000001Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-17T00:00:00Z");
    private static final Instant WEDNESDAY = Instant.parse("2026-11-18T00:00:00Z");

    private final Price cheap = price("0.15");
    private final Price dear = price("0.20");

    /** The store under test, empty when a test starts. */
    protected abstract PriceStore store();

    /** Another process' view of the same data. */
    protected abstract PriceStore otherProcess();

    private static Price price(String unitPrice) {
        return Price.configured(
                "größe/価格", UsageUnit.OUTPUT, Mode.BATCH, new BigDecimal(unitPrice), Currency.getInstance("CHF"));
    }

    private static Price decided(String unitPrice) {
        return Price.of(
                "api",
                "größe/価格",
                UsageUnit.OUTPUT,
                Mode.BATCH,
                new BigDecimal(unitPrice),
                Currency.getInstance("CHF"));
    }

    private static BookedPrice booked(String unitPrice, Instant from, @Nullable Instant to) {
        return new BookedPrice(decided(unitPrice), PriceSource.API, from, to);
    }

    @Test
    void anEmptyBookHoldsNothing() {
        assertThat(store().load().entries()).isEmpty();
    }

    @Test
    void aPriceComesBackAsItWas() {
        store().adopt(List.of(cheap), MONDAY);

        assertThat(otherProcess().load().entries())
                .containsExactly(new BookedPrice(cheap, PriceSource.CONFIG, MONDAY, null));
    }

    @Test
    void adoptingTheSameChangesNothing() {
        store().adopt(List.of(cheap, dear), MONDAY);
        List<BookedPrice> before = store().load().entries();

        store().adopt(List.of(dear, cheap), TUESDAY);

        assertThat(store().load().entries()).isEqualTo(before);
    }

    @Test
    void aChangeEndsOneAndBeginsAnother() {
        store().adopt(List.of(cheap), MONDAY);
        store().adopt(List.of(dear), TUESDAY);

        assertThat(store().load().entries())
                .extracting(BookedPrice::price, BookedPrice::from, BookedPrice::to)
                .containsExactly(tuple(cheap, MONDAY, TUESDAY), tuple(dear, TUESDAY, null));
    }

    @Test
    void aPriceThatComesBackHasTwoSpans() {
        store().adopt(List.of(cheap), MONDAY);
        store().adopt(List.of(), TUESDAY);
        store().adopt(List.of(cheap), WEDNESDAY);

        assertThat(store().load().entries())
                .extracting(BookedPrice::price, BookedPrice::from, BookedPrice::to)
                .containsExactly(tuple(cheap, MONDAY, TUESDAY), tuple(cheap, WEDNESDAY, null));
    }

    /** The clock of a machine may be set back; what was charged by a price stays billable by it. */
    @Test
    void aPriceThatEndsBeforeItBeganIsKept() {
        store().adopt(List.of(cheap), TUESDAY);
        store().adopt(List.of(), MONDAY);

        assertThat(store().load().entries())
                .extracting(BookedPrice::price, BookedPrice::to)
                .containsExactly(tuple(cheap, TUESDAY.plusNanos(1_000)));
    }

    @Test
    void aPriceOfTheApiStandsBesideThatOfTheConfiguration() {
        store().adopt(List.of(cheap), MONDAY);
        store().book(booked("0.30", TUESDAY, WEDNESDAY));

        List<BookedPrice> both =
                List.of(new BookedPrice(cheap, PriceSource.CONFIG, MONDAY, null), booked("0.30", TUESDAY, WEDNESDAY));
        assertThat(otherProcess().load().entries()).isEqualTo(both);

        store().adopt(List.of(cheap), WEDNESDAY);
        assertThat(store().load().entries()).isEqualTo(both);
    }

    @Test
    void aLaterPriceOfTheApiEndsTheOneBefore() {
        store().book(booked("0.30", MONDAY, null));
        store().book(booked("0.40", TUESDAY, null));
        store().book(booked("0.30", WEDNESDAY, null));

        assertThat(store().load().entries())
                .containsExactly(
                        booked("0.30", MONDAY, TUESDAY),
                        booked("0.40", TUESDAY, WEDNESDAY),
                        booked("0.30", WEDNESDAY, null));
    }

    @Test
    void aPriceIsRefusedWhereALaterOneIsWaiting() {
        store().book(booked("0.30", TUESDAY, null));

        for (Instant from : List.of(MONDAY, TUESDAY)) {
            assertThatExceptionOfType(GatewayException.class)
                    .isThrownBy(() -> store().book(booked("0.40", from, null)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                    .withMessageContaining(decided("0.30").id() + " for the same begins at 2026-11-17T00:00:00Z");
        }
        assertThat(store().load().entries()).containsExactly(booked("0.30", TUESDAY, null));
    }

    @Test
    void pricesOfOtherUnitsModesAndModelsDoNotCompete() {
        store().book(booked("0.30", MONDAY, null));
        Price batch = decided("0.30");
        List<Price> others = List.of(
                Price.of("api", "other", batch.unit(), batch.mode(), batch.unitPrice(), batch.currency()),
                Price.of("api", batch.model(), UsageUnit.INPUT, batch.mode(), batch.unitPrice(), batch.currency()),
                Price.of("api", batch.model(), batch.unit(), Mode.REALTIME, batch.unitPrice(), batch.currency()));
        others.forEach(price -> store().book(new BookedPrice(price, PriceSource.API, MONDAY, null)));

        assertThat(store().load().entries())
                .hasSize(4)
                .allSatisfy(entry -> assertThat(entry.to()).isNull());
    }

    @Test
    void aPriceOfTheApiEnds() {
        store().book(booked("0.30", MONDAY, null));

        assertThat(store().end(decided("0.30").id(), TUESDAY)).isTrue();
        assertThat(store().end(decided("0.30").id(), TUESDAY)).isFalse();

        assertThat(store().load().entries()).containsExactly(booked("0.30", MONDAY, TUESDAY));
    }

    /** Its id stays known: a machine whose clock was set back may have charged by it. */
    @Test
    void aPriceThatHasNotBegunIsTakenBack() {
        store().book(booked("0.30", MONDAY, WEDNESDAY));
        store().book(booked("0.40", WEDNESDAY, null));

        assertThat(store().end(decided("0.40").id(), TUESDAY)).isTrue();

        PriceBook book = otherProcess().load();
        assertThat(book.entries()).containsExactly(booked("0.30", MONDAY, WEDNESDAY));
        assertThat(book.find(decided("0.40").id())).isEqualTo(decided("0.40"));
    }

    @Test
    void aPriceThatEndsBeforeTheNextOneBeginsEndsThere() {
        store().book(booked("0.30", MONDAY, TUESDAY));
        store().book(booked("0.40", WEDNESDAY, null));

        assertThat(store().load().entries())
                .containsExactly(booked("0.30", MONDAY, TUESDAY), booked("0.40", WEDNESDAY, null));
    }

    @Test
    void aPriceThatIsTakenBackLeavesTheOneBeforeAsItWas() {
        store().book(booked("0.30", MONDAY, null));
        store().book(booked("0.40", WEDNESDAY, null));

        assertThat(store().end(decided("0.40").id(), TUESDAY)).isTrue();

        assertThat(store().load().entries()).containsExactly(booked("0.30", MONDAY, null));
    }

    @Test
    void aPriceThatEndedForALaterOneDoesNotComeBackWithIt() {
        store().book(booked("0.30", MONDAY, null));
        store().book(booked("0.40", TUESDAY, null));

        assertThat(store().end(decided("0.30").id(), WEDNESDAY)).as("it ended").isFalse();
        assertThat(store().end(decided("0.40").id(), WEDNESDAY)).isTrue();

        assertThat(store().load().entries())
                .containsExactly(booked("0.30", MONDAY, TUESDAY), booked("0.40", TUESDAY, WEDNESDAY));
    }

    @Test
    void aPriceOfTheConfigurationDoesNotEndByHand() {
        store().adopt(List.of(cheap), MONDAY);

        assertThat(store().end(cheap.id(), TUESDAY)).isFalse();
        assertThat(store().load().entries()).containsExactly(new BookedPrice(cheap, PriceSource.CONFIG, MONDAY, null));
    }
}
