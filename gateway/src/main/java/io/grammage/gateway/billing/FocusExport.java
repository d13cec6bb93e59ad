package io.grammage.gateway.billing;

import static java.util.Objects.requireNonNull;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.grammage.footprint.Impacts;
import io.grammage.footprint.Range;
import io.grammage.gateway.billing.FocusRow.Column;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.UsageUnit;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;

/**
 * Bills as rows of the FinOps specification FOCUS 1.2, in CSV: one for each line and one for the tax, with the month as charge
 * period. The free tier, where it is a line, and discounts are credits. Footprints stand in columns of ours ({@code x_}) on the row of
 * a model's output tokens, which are what the method weighs.
 */
public final class FocusExport {
    private static final String PRODUCT = "Grammage";
    private static final String CATEGORY = "AI and Machine Learning";
    private static final String SUBCATEGORY = "Generative AI";

    private final ModelFootprints footprints;

    /** With these footprints of the bills' month. */
    public FocusExport(ModelFootprints footprints) {
        this.footprints = requireNonNull(footprints, "footprints");
    }

    /** Writes head and rows; the writer stays the caller's to close. */
    public void write(List<Bill> bills, Writer out) throws IOException {
        CsvWriter csv = CsvWriter.builder().build(out);
        csv.writeRecord(FocusRow.head());
        for (Bill bill : bills) {
            for (BillLine line : bill.lines()) {
                csv.writeRecord(row(bill, line).fields());
            }
            Tax tax = bill.rules().tax();
            if (tax != null && bill.tax().signum() != 0) {
                csv.writeRecord(
                        amount(row(bill, tax.description()), "Tax", bill.tax()).fields());
            }
        }
        csv.flush();
    }

    private FocusRow row(Bill bill, BillLine line) {
        FocusRow row = row(bill, description(line))
                .set(Column.SUB_ACCOUNT_ID, line.project().toString())
                .set(Column.SUB_ACCOUNT_NAME, bill.projectName(line.project()))
                .set(Column.SUB_ACCOUNT_TYPE, "Project");
        return switch (line) {
            case BillLine.Usage usage -> usage(usage, row);
            case BillLine.Amount other -> amount(row, category(other.kind()), other.amount());
            case BillLine.Correction late ->
                amount(row, "Adjustment", late.amount())
                        .set(Column.CHARGE_CLASS, "Correction")
                        .set(Column.CHARGE_PERIOD_START, start(late.month()))
                        .set(Column.CHARGE_PERIOD_END, start(late.month().plusMonths(1)));
        };
    }

    private static FocusRow row(Bill bill, String description) {
        Issuer issuer = bill.rules().issuer();
        FocusRow row = new FocusRow()
                .set(Column.BILLING_ACCOUNT_ID, bill.organization().id().toString())
                .set(Column.BILLING_ACCOUNT_NAME, bill.organization().name())
                .set(Column.BILLING_CURRENCY, bill.currency().getCurrencyCode())
                .set(Column.BILLING_PERIOD_START, start(bill.month()))
                .set(Column.BILLING_PERIOD_END, start(bill.month().plusMonths(1)))
                .set(Column.CHARGE_PERIOD_START, start(bill.month()))
                .set(Column.CHARGE_PERIOD_END, start(bill.month().plusMonths(1)))
                .set(Column.CHARGE_FREQUENCY, "Usage-Based")
                .set(Column.CHARGE_DESCRIPTION, description)
                .set(Column.INVOICE_ISSUER_NAME, issuer == null ? PRODUCT : issuer.name())
                .set(Column.PROVIDER_NAME, PRODUCT)
                .set(Column.PUBLISHER_NAME, PRODUCT)
                .set(Column.SERVICE_CATEGORY, CATEGORY)
                .set(Column.SERVICE_SUBCATEGORY, SUBCATEGORY)
                .set(Column.SERVICE_NAME, "Generative APIs");
        return bill.issue() == null ? row : row.set(Column.INVOICE_ID, bill.id().toString());
    }

    private static FocusRow amount(FocusRow row, String category, BigDecimal amount) {
        String text = amount.toPlainString();
        return row.set(Column.CHARGE_CATEGORY, category)
                .set(Column.BILLED_COST, text)
                .set(Column.EFFECTIVE_COST, text)
                .set(Column.CONTRACTED_COST, text)
                .set(Column.LIST_COST, text);
    }

    private FocusRow usage(BillLine.Usage usage, FocusRow row) {
        Meter meter = usage.meter();
        BigDecimal size = BigDecimal.valueOf(meter.unit().pricedQuantity());
        long slices = Math.multiplyExact(Math.ceilDiv(usage.consumed(), usage.slice()), usage.slice());
        // Sizes are 1, 60 and a million: a quantity of sixtieths is a whole one, for sound is billed by the minute.
        BigDecimal quantity = BigDecimal.valueOf(slices).divide(size).stripTrailingZeros();
        Price price = meter.price();
        BigDecimal list = price == null ? BigDecimal.ZERO : price.amount(slices);
        row.set(Column.CHARGE_CATEGORY, "Usage")
                .set(Column.BILLED_COST, usage.amount().toPlainString())
                .set(Column.EFFECTIVE_COST, usage.amount().toPlainString())
                .set(Column.CONTRACTED_COST, plain(list))
                .set(Column.LIST_COST, plain(list))
                .set(Column.CONSUMED_QUANTITY, Long.toString(usage.consumed()))
                .set(Column.CONSUMED_UNIT, unit(meter.unit()))
                .set(Column.PRICING_QUANTITY, plain(quantity))
                .set(Column.PRICING_UNIT, pricingUnit(meter.unit()))
                .set(Column.PRICING_CATEGORY, "Standard")
                .set(Column.SERVICE_NAME, meter.model())
                .set(Column.SKU_ID, meter.model())
                .set(Column.SKU_METER, skuMeter(meter));
        if (price != null) {
            row.set(Column.SKU_PRICE_ID, price.id().toString())
                    .set(Column.LIST_UNIT_PRICE, price.unitPrice().toPlainString())
                    .set(Column.CONTRACTED_UNIT_PRICE, price.unitPrice().toPlainString());
        }
        if (meter.unit() == UsageUnit.OUTPUT && meter.mode() == Mode.REALTIME) {
            addFootprint(footprints.take(usage.project(), meter.model()), row);
        }
        return row;
    }

    private static void addFootprint(ModelFootprints.Sum sum, FocusRow row) {
        if (sum.tokens() > 0) {
            row.set(Column.FOOTPRINT_SHARE, Double.toString((double) sum.weighedTokens() / sum.tokens()));
        }
        Impacts impacts = sum.impacts();
        if (impacts == null) {
            return;
        }
        row.set(Column.FOOTPRINT_METHOD, sum.methods()).set(Column.ELECTRICITY_MIX_ZONE, sum.zones());
        set(row, Column.ENERGY_MIN, Column.ENERGY_MAX, impacts.energy());
        set(row, Column.GWP_MIN, Column.GWP_MAX, impacts.gwp().total());
        set(row, Column.ADPE_MIN, Column.ADPE_MAX, impacts.adpe().total());
        set(row, Column.PE_MIN, Column.PE_MAX, impacts.pe().total());
        Range water = impacts.wcf();
        if (water != null) {
            set(row, Column.WATER_MIN, Column.WATER_MAX, water);
        }
    }

    private static void set(FocusRow row, Column min, Column max, Range range) {
        row.set(min, plain(new BigDecimal(Double.toString(range.min()))));
        row.set(max, plain(new BigDecimal(Double.toString(range.max()))));
    }

    private static String category(BillLine.Kind kind) {
        return switch (kind) {
            case CAPACITY -> "Usage";
            case FREE_TIER, DISCOUNT -> "Credit";
            case MARGIN -> "Adjustment";
        };
    }

    private static String description(BillLine line) {
        return switch (line) {
            case BillLine.Usage usage -> usage.meter().model() + " - " + skuMeter(usage.meter());
            case BillLine.Amount other -> other.text();
            case BillLine.Correction late -> LineText.correction(late);
        };
    }

    private static String skuMeter(Meter meter) {
        String name = switch (meter.unit()) {
            case INPUT -> "Input Tokens";
            case CACHED_INPUT -> "Cached Input Tokens";
            case CACHE_WRITE -> "Cache Write Tokens";
            case AUDIO_INPUT -> "Audio Input Tokens";
            case OUTPUT -> "Output Tokens";
            case AUDIO_SECOND -> "Audio Duration";
            case IMAGE -> "Images";
            case DOCUMENT -> "Documents";
        };
        return meter.mode() == Mode.BATCH ? "Batch " + name : name;
    }

    private static String unit(UsageUnit unit) {
        return switch (unit) {
            case INPUT, CACHED_INPUT, CACHE_WRITE, AUDIO_INPUT, OUTPUT -> "Tokens";
            case AUDIO_SECOND -> "Seconds";
            case IMAGE -> "Images";
            case DOCUMENT -> "Documents";
        };
    }

    private static String pricingUnit(UsageUnit unit) {
        return switch (unit) {
            case INPUT, CACHED_INPUT, CACHE_WRITE, AUDIO_INPUT, OUTPUT -> "1000000 Tokens";
            case AUDIO_SECOND -> "Minutes";
            case IMAGE -> "Images";
            case DOCUMENT -> "Documents";
        };
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String start(YearMonth month) {
        return BillMonth.start(month).toString();
    }
}
