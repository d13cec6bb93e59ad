package io.grammage.gateway.billing;

import static io.grammage.gateway.kernel.Checks.inRange;
import static io.grammage.gateway.kernel.Checks.notNegative;
import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.ProjectId;
import java.math.BigDecimal;
import java.time.YearMonth;

/** A line of a bill. The amounts of all lines add up to its untaxed total. */
public sealed interface BillLine {

    ProjectId project();

    /** In whole cents, in the currency of the bill; below zero for a deduction. */
    BigDecimal amount();

    /** What tells the line apart from the project's others, whatever its quantity and amount are. */
    String item();

    /**
     * What a project consumed of a meter.
     *
     * @param consumed as metered
     * @param free what of it the free tier covers
     * @param billed what is shown as billed: what is left, or all of it where nothing is, rounded up to whole slices
     * @param slice the smallest billed quantity
     * @param amount of the billed quantity at its price, rounded up to the cent; zero where all of it is free, or has no price
     */
    record Usage(ProjectId project, Meter meter, long consumed, long free, long billed, long slice, BigDecimal amount)
            implements BillLine {
        public Usage {
            requireNonNull(project, "project");
            requireNonNull(meter, "meter");
            notNegative(consumed, "consumed");
            inRange(free, 0, consumed, "free");
            notNegative(billed, "billed");
            requireNonNull(amount, "amount");
        }

        @Override
        public String item() {
            Price price = meter.price();
            return String.join(
                    " ",
                    meter.model(),
                    meter.unit().wireName(),
                    meter.mode().wireName(),
                    price == null ? "without price" : price.id().toString());
        }

        /** Whether the free tier covers all of it. */
        public boolean isWhollyFree() {
            return free == consumed && free > 0;
        }

        /** The amount before it was rounded up to the cent. */
        public BigDecimal exactAmount() {
            Price price = meter.price();
            return price == null || isWhollyFree() ? BigDecimal.ZERO : price.amount(billed);
        }
    }

    /**
     * An amount that is not the price of a quantity.
     *
     * @param text what it is, for people
     */
    record Amount(ProjectId project, Kind kind, String text, BigDecimal amount) implements BillLine {
        public Amount {
            requireNonNull(project, "project");
            requireNonNull(kind, "kind");
            requireNonNull(text, "text");
            requireNonNull(amount, "amount");
        }

        @Override
        public String item() {
            return kind.wireName() + " " + text;
        }
    }

    /**
     * What is added to a bill that was final when late records of its month arrived.
     *
     * @param month of that bill
     * @param text the {@link #item} of the line that would have been another one
     * @param quantity how much more, or less, it would have shown as consumed
     * @param amount how much more, or less, it would have come to
     */
    record Correction(ProjectId project, YearMonth month, String text, long quantity, BigDecimal amount)
            implements BillLine {
        public Correction {
            requireNonNull(project, "project");
            requireNonNull(month, "month");
            requireNonNull(text, "text");
            requireNonNull(amount, "amount");
        }

        @Override
        public String item() {
            return "correction " + month + " " + text;
        }
    }

    /** What an amount stands for. */
    enum Kind {
        /** Dedicated capacity, whether it was used or not. */
        CAPACITY("capacity"),
        /** What a project's share of the free tier is worth. */
        FREE_TIER("free_tier"),
        DISCOUNT("discount"),
        MARGIN("margin");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        /** The name in API, exports and store. */
        public String wireName() {
            return wireName;
        }

        /**
         * The kind of that name.
         *
         * @throws IllegalArgumentException when there is none
         */
        public static Kind fromWire(String name) {
            for (Kind kind : values()) {
                if (kind.wireName.equals(name)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("kind: " + name);
        }
    }
}
