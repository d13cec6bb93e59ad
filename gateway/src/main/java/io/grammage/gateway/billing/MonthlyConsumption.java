package io.grammage.gateway.billing;

import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.PriceId;
import io.grammage.gateway.ledger.Grain;
import io.grammage.gateway.ledger.LedgerScope;
import io.grammage.gateway.ledger.Period;
import io.grammage.gateway.ledger.RollupQuery;
import io.grammage.gateway.ledger.UsageKey;
import io.grammage.gateway.ledger.UsageRollup;
import io.grammage.gateway.ledger.UsageStore;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an organization consumed, by month (UTC) and currency, from its first call on. Immutable once it is read. */
final class MonthlyConsumption {
    private static final Comparator<Currency> BY_CODE = Comparator.comparing(Currency::getCurrencyCode);

    private final NavigableMap<YearMonth, SortedMap<Currency, List<Metered>>> months = new TreeMap<>();

    private MonthlyConsumption() {}

    /** Reads all months up to this one. */
    static MonthlyConsumption read(UsageStore store, PriceStore prices, OrganizationId organization, YearMonth last) {
        MonthlyConsumption consumption = new MonthlyConsumption();
        Period period = new Period(Instant.EPOCH, BillMonth.start(last.plusMonths(1)));
        List<UsageRollup> rows = store.usage(RollupQuery.of(LedgerScope.of(organization), Grain.MONTH, period));
        // After the rows, for a price is in the book before anything is charged by it.
        PriceBook book = prices.load();
        for (UsageRollup row : rows) {
            UsageKey key = row.key();
            // What dedicated capacity served costs nothing by itself, unless a price names the deployment.
            if (key.group().deployment() == null || key.price() != null) {
                consumption
                        .months
                        .computeIfAbsent(BillMonth.at(key.group().period()), absent -> new TreeMap<>(BY_CODE))
                        .computeIfAbsent(key.currency(), absent -> new ArrayList<>())
                        .add(metered(row, book));
            }
        }
        return consumption;
    }

    private static Metered metered(UsageRollup row, PriceBook book) {
        UsageKey key = row.key();
        PriceId price = key.price();
        Meter meter = new Meter(key.group().model(), key.unit(), key.mode(), price == null ? null : book.price(price));
        return new Metered(key.group().project(), meter, row.quantity());
    }

    /** A month by currency, in the order of their codes; the caller's to change. */
    SortedMap<Currency, List<Metered>> of(YearMonth month) {
        SortedMap<Currency, List<Metered>> copy = new TreeMap<>(BY_CODE);
        SortedMap<Currency, List<Metered>> found = months.get(month);
        if (found != null) {
            copy.putAll(found);
        }
        return copy;
    }

    /** A month in a currency. */
    List<Metered> of(YearMonth month, Currency currency) {
        return of(month).getOrDefault(currency, List.of());
    }

    /** The first month with any, or null. */
    @Nullable
    YearMonth first() {
        return months.isEmpty() ? null : months.firstKey();
    }

    /** What the months before count towards a free tier. */
    FreeAllowance countedBefore(YearMonth month) {
        FreeAllowance counted = FreeAllowance.NOTHING;
        for (SortedMap<Currency, List<Metered>> each : months.headMap(month).values()) {
            for (List<Metered> consumption : each.values()) {
                counted = counted.plus(FreeAllowance.counted(consumption));
            }
        }
        return counted;
    }
}
