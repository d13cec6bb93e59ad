package io.grammage.gateway.billing;

import io.grammage.gateway.kernel.Price;
import java.math.BigDecimal;
import java.util.Locale;

/** What lines of bills say to people, in tables and on pages alike. */
public final class LineText {
    private static final String FREE = "Generative APIs Free Tier - ";

    private LineText() {}

    /** A whole number with its thousands apart. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A price, with at least as many decimals as its currency has. */
    public static String price(Price price) {
        int decimals =
                Math.max(price.unitPrice().scale(), Math.max(0, price.currency().getDefaultFractionDigits()));
        return price.unitPrice().setScale(decimals).toPlainString();
    }

    /** How the amount came about where quantity and price do not tell; empty where they do. */
    public static String note(BillLine.Usage usage, FreeTier tier) {
        if (usage.isWhollyFree()) {
            return FREE + tier.offer(usage.meter().unit());
        }
        BigDecimal exact = usage.exactAmount().stripTrailingZeros();
        return exact.compareTo(usage.amount()) == 0 ? "" : "rounded up from " + exact.toPlainString();
    }

    /** What a correction corrects. */
    public static String correction(BillLine.Correction late) {
        return "Correction of " + late.month() + ": " + late.text();
    }
}
