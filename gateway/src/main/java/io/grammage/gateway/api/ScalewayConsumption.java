package io.grammage.gateway.api;

import io.grammage.gateway.billing.Bill;
import io.grammage.gateway.billing.BillLine;
import io.grammage.gateway.billing.LineText;
import io.grammage.gateway.billing.Meter;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.UsageUnit;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * A line of a bill in the shape of Scaleway's {@code /billing/v2beta1/consumptions}. What the free tier covers is shown as there: a
 * line of the offer with the value 0, or a deduction below zero.
 *
 * @param value untaxed
 * @param billedQuantity in {@code unit}
 */
record ScalewayConsumption(
        ScalewayMoney value,
        String productName,
        String resourceName,
        String sku,
        String projectId,
        String projectName,
        String organizationName,
        String categoryName,
        String unit,
        String billedQuantity,
        String consumerId) {
    /** The category of generative APIs. */
    static final String CATEGORY = "AI";

    private static final String PRODUCT = "Generative APIs";
    private static final String FREE_TIER = "Generative APIs Free Tier";
    private static final String SKU = "/ai/generative_apis/consumption/";

    static ScalewayConsumption of(Bill bill, BillLine line) {
        return switch (line) {
            case BillLine.Usage usage -> usage.isWhollyFree() ? free(bill, usage) : of(bill, usage);
            case BillLine.Amount other ->
                of(bill, line, PRODUCT, other.text(), sku(other.kind()), "currency", text(other));
            case BillLine.Correction late ->
                of(
                        bill,
                        line,
                        PRODUCT,
                        LineText.correction(late),
                        "/ai/generative_apis/correction/" + late.month(),
                        "currency",
                        text(late));
        };
    }

    private static String text(BillLine line) {
        return line.amount().toPlainString();
    }

    private static ScalewayConsumption of(Bill bill, BillLine.Usage usage) {
        return of(
                bill,
                usage,
                PRODUCT,
                resource(usage.meter()),
                sku(usage.meter()),
                usage.meter().unit().isToken() ? "token" : usage.meter().unit().wireName(),
                Long.toString(usage.billed()));
    }

    private static ScalewayConsumption free(Bill bill, BillLine.Usage usage) {
        UsageUnit unit = usage.meter().unit();
        return of(
                bill,
                usage,
                FREE_TIER,
                bill.rules().freeTier().offer(unit) + " (" + resource(usage.meter()) + ")",
                SKU + "offer",
                "plan",
                Long.toString(usage.billed()));
    }

    private static String sku(BillLine.Kind kind) {
        return switch (kind) {
            case FREE_TIER, DISCOUNT -> "/offer/deducted/generative_apis/" + kind.wireName();
            case CAPACITY, MARGIN -> "/ai/generative_apis/" + kind.wireName();
        };
    }

    private static ScalewayConsumption of(
            Bill bill, BillLine line, String product, String resource, String sku, String unit, String billedQuantity) {
        return new ScalewayConsumption(
                ScalewayMoney.of(bill, line.amount()),
                product,
                resource,
                sku,
                line.project().toString(),
                bill.projectName(line.project()),
                bill.organization().name(),
                CATEGORY,
                unit,
                billedQuantity,
                bill.organization().id().toString());
    }

    private static String resource(Meter meter) {
        String type = meter.unit().wireName().replace('_', ' ') + (meter.unit().isToken() ? " tokens" : "");
        return meter.model() + " - " + type + (meter.mode() == Mode.BATCH ? " (batch)" : "");
    }

    private static String sku(Meter meter) {
        String batch = meter.mode() == Mode.BATCH ? "_batch" : "";
        return SKU + meter.model() + "_" + tokenType(meter.unit()) + batch;
    }

    /** The spellings of Scaleway's product catalogue, and for what it does not have our own. */
    private static String tokenType(UsageUnit unit) {
        return switch (unit) {
            case INPUT -> "input_token";
            case OUTPUT -> "output_token";
            case CACHED_INPUT -> "input_cached_token";
            case AUDIO_INPUT -> "input_audio";
            case AUDIO_SECOND -> "input_duration";
            case CACHE_WRITE, IMAGE, DOCUMENT -> unit.wireName().toLowerCase(Locale.ROOT);
        };
    }

    /** What was deducted of a bill's lines by discounts and the free tier. */
    static BigDecimal discount(Bill bill) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BillLine line : bill.lines()) {
            if (line instanceof BillLine.Amount amount
                    && (amount.kind() == BillLine.Kind.DISCOUNT || amount.kind() == BillLine.Kind.FREE_TIER)) {
                sum = sum.subtract(amount.amount());
            }
        }
        return sum;
    }
}
