package io.grammage.gateway.app;

import io.grammage.gateway.billing.Bill;
import io.grammage.gateway.billing.BillLine;
import io.grammage.gateway.billing.Issue;
import io.grammage.gateway.billing.LineText;
import io.grammage.gateway.billing.Meter;
import io.grammage.gateway.billing.Tax;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.UsageUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A bill as a table for a terminal. */
final class BillTable {
    private static final List<String> HEAD =
            List.of("Project", "Model", "Type", "Consumed", "Free", "Billed", "Price", "Amount", "");
    private static final int FIRST_NUMBER = 3;
    private static final int LAST_NUMBER = 7;

    private final Bill bill;

    BillTable(Bill bill) {
        this.bill = bill;
    }

    /** The table, with a line feed at its end. */
    String text() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        long consumed = 0;
        long billed = 0;
        for (BillLine line : bill.lines()) {
            rows.add(row(line));
            if (line instanceof BillLine.Usage usage && usage.meter().unit().isToken()) {
                consumed += usage.consumed();
                billed += usage.billed();
            }
        }
        StringBuilder text = new StringBuilder();
        text.append("Bill of %s for %s (%s), in %s%n%n"
                .formatted(bill.organization().name(), bill.month(), state(), bill.currency()));
        text.append(TextTable.of(rows, column -> column >= FIRST_NUMBER && column <= LAST_NUMBER));
        text.append(String.format(
                Locale.ROOT, "%nTotal tokens consumed: %,d; billed, free ones included: %,d%n", consumed, billed));
        text.append("Total: %s %s%n".formatted(bill.untaxed().toPlainString(), bill.currency()));
        Tax tax = bill.rules().tax();
        if (tax != null) {
            text.append("%s, %s %%: %s %s%n"
                    .formatted(
                            tax.description(),
                            tax.percent().toPlainString(),
                            bill.tax().toPlainString(),
                            bill.currency()));
            text.append("To pay: %s %s%n".formatted(bill.taxed().toPlainString(), bill.currency()));
        }
        return text.toString();
    }

    private String state() {
        Issue issue = bill.issue();
        return issue == null ? "provisional" : "number " + issue.number();
    }

    private List<String> row(BillLine line) {
        String project = bill.projectName(line.project());
        String amount = line.amount().toPlainString();
        return switch (line) {
            case BillLine.Usage usage ->
                List.of(
                        project,
                        usage.meter().model(),
                        type(usage.meter()),
                        LineText.number(usage.consumed()),
                        LineText.number(usage.free()),
                        LineText.number(usage.billed()),
                        price(usage.meter()),
                        amount,
                        LineText.note(usage, bill.rules().freeTier()));
            case BillLine.Amount other -> List.of(project, "", "", "", "", "", "", amount, other.text());
            case BillLine.Correction late ->
                List.of(
                        project,
                        "",
                        "",
                        LineText.number(late.quantity()),
                        "",
                        "",
                        "",
                        amount,
                        LineText.correction(late));
        };
    }

    private static String type(Meter meter) {
        String unit = meter.unit().wireName();
        return meter.mode() == Mode.BATCH ? unit + " (batch)" : unit;
    }

    private static String price(Meter meter) {
        Price price = meter.price();
        return price == null ? "no price" : LineText.price(price) + per(meter.unit());
    }

    private static String per(UsageUnit unit) {
        if (unit.isToken()) {
            return " / M";
        }
        return unit == UsageUnit.AUDIO_SECOND ? " / min" : "";
    }
}
