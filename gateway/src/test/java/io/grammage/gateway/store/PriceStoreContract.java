package io.grammage.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.grammage.gateway.billing.BookedPrice;
import io.grammage.gateway.billing.PriceSource;
import io.grammage.gateway.billing.PriceStore;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.UsageUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
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
}
