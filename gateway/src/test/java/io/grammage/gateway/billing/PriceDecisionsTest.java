package io.grammage.gateway.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.store.sqlite.SqliteDatabase;
import io.grammage.gateway.store.sqlite.SqlitePriceStore;
import io.grammage.gateway.testing.ManualClock;
import io.grammage.gateway.testing.SampleModels;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceDecisionsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");
    private static final Price CONFIGURED =
            Price.configured("large", UsageUnit.OUTPUT, Mode.REALTIME, BigDecimal.ONE, SampleModels.EUR);

    private final ManualClock clock = new ManualClock(NOW);
    private final List<NavigableMap<Instant, List<Price>>> told = new ArrayList<>();

    @TempDir
    private Path directory;

    private SqliteDatabase database;
    private PriceDecisions decisions;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(directory);
        SqlitePriceStore store = new SqlitePriceStore(database);
        store.adopt(List.of(CONFIGURED), NOW.minus(Duration.ofDays(1)));
        decisions = decisions();
    }

    private PriceDecisions decisions() {
        return new PriceDecisions(new SqlitePriceStore(database), clock, told::add);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Price price(String amount) {
        return Price.of("api", "large", UsageUnit.OUTPUT, Mode.REALTIME, new BigDecimal(amount), SampleModels.EUR);
    }

    /** What is in force, by the moment from which on it is. */
    private static NavigableMap<Instant, List<Price>> from(Map<Instant, List<Price>> moments) {
        return new TreeMap<>(moments);
    }

    private PriceBook.State configured() {
        PriceBook book = decisions.book();
        return book.state(book.entries().getFirst(), clock.now(), SampleModels.EUR);
    }

    @Test
    void aPriceIsInForceAtOnce() {
        BookedPrice booked = decisions.set(price("2"), null, null);

        assertThat(booked).isEqualTo(new BookedPrice(price("2"), PriceSource.API, NOW, null));
        assertThat(told).containsExactly(from(Map.of(Instant.MIN, List.of(), NOW, List.of(price("2")))));
        assertThat(configured()).isEqualTo(PriceBook.State.OVERRIDDEN);
    }

    /** What begins soon is told before, so that a call of the first moment is charged by it. */
    @Test
    void aPriceThatIsSetForLaterComesIntoForceThen() {
        decisions.set(price("2"), null, null);
        decisions.set(price("3"), NEW_YEAR, NEW_YEAR.plusSeconds(60));
        clock.advance(Duration.ofMinutes(1));
        decisions.refresh();
        told.clear();

        at(NEW_YEAR.minus(PriceDecisions.MARGIN).minusNanos(1_000));
        assertThat(told).isEmpty();
        at(NEW_YEAR.minus(PriceDecisions.MARGIN));
        assertThat(told).containsExactly(from(Map.of(Instant.MIN, List.of(price("2")), NEW_YEAR, List.of(price("3")))));
        told.clear();

        at(NEW_YEAR);
        at(NEW_YEAR.plusSeconds(9));
        assertThat(told).as("calls that began before may still be asking").isEmpty();
        at(NEW_YEAR.plusSeconds(10));
        assertThat(told).containsExactly(from(Map.of(Instant.MIN, List.of(price("3")))));
        at(NEW_YEAR.plusSeconds(90));
        assertThat(told.getLast()).isEqualTo(from(Map.of(Instant.MIN, List.of())));
        assertThat(configured()).as("after both").isEqualTo(PriceBook.State.IN_FORCE);
    }

    private void at(Instant moment) {
        clock.advance(Duration.between(clock.now(), moment));
        decisions.refresh();
    }

    @Test
    void anotherStartKnowsWhatWasDecided() {
        decisions.set(price("2"), null, null);
        told.clear();
        clock.advance(Duration.ofHours(1));

        decisions().refresh();

        assertThat(told).containsExactly(from(Map.of(Instant.MIN, List.of(price("2")))));
    }

    @Test
    void aPriceEnds() {
        decisions.set(price("2"), null, null);
        clock.advance(Duration.ofHours(1));

        decisions.end(price("2").id());

        assertThat(told.getLast())
                .isEqualTo(from(Map.of(Instant.MIN, List.of(price("2")), NOW.plus(Duration.ofHours(1)), List.of())));
        assertThat(decisions.book().entries())
                .contains(new BookedPrice(price("2"), PriceSource.API, NOW, NOW.plus(Duration.ofHours(1))));
        refused(ErrorCode.NOT_FOUND, () -> decisions.end(price("2").id()));
        refused(ErrorCode.NOT_FOUND, () -> decisions.end(CONFIGURED.id()));
    }

    /** The currency may be another one since. */
    @Test
    void aPriceInAnotherCurrencyIsNotInForceAndOverridesNothing() {
        decisions.set(price("2"), null, null);
        Price franc =
                Price.configured("large", UsageUnit.OUTPUT, Mode.REALTIME, BigDecimal.ONE, Currency.getInstance("CHF"));
        new SqlitePriceStore(database).adopt(List.of(franc), NOW);
        PriceBook book = decisions.book();

        assertThat(book.entries())
                .filteredOn(entry -> entry.covers(NOW))
                .extracting(
                        entry -> entry.price().currency().getCurrencyCode(),
                        entry -> book.state(entry, NOW, Currency.getInstance("CHF")))
                .containsExactlyInAnyOrder(
                        tuple("EUR", PriceBook.State.OTHER_CURRENCY), tuple("CHF", PriceBook.State.IN_FORCE));
    }

    @Test
    void thePastStays() {
        refused(ErrorCode.INVALID_REQUEST, () -> set(NOW.minusNanos(1_000), null));
        refused(ErrorCode.INVALID_REQUEST, () -> set(NOW, NOW));
        refused(ErrorCode.INVALID_REQUEST, () -> set(NEW_YEAR, NOW));
        refused(
                ErrorCode.INVALID_REQUEST,
                () -> set(NOW.plus(PriceDecisions.AHEAD_MAX).plusSeconds(1), null));

        assertThat(told).isEmpty();
        assertThat(decisions.book().entries()).hasSize(1);
        assertThat(set(NOW.plus(PriceDecisions.AHEAD_MAX), null).to()).isNull();
    }

    private BookedPrice set(Instant from, @Nullable Instant to) {
        return decisions.set(price("2"), from, to);
    }

    private static void refused(ErrorCode code, Runnable decision) {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(decision::run)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }
}
