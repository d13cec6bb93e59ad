package io.grammage.gateway.billing;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.grammage.gateway.kernel.Price;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;

/** Bills as lines of CSV (RFC 4180) under one head, one for each line of a bill. Amounts are untaxed. */
public final class BillCsv {
    private static final String[] HEAD = {
        "month",
        "organization_id",
        "organization",
        "project_id",
        "project",
        "type",
        "text",
        "model",
        "unit",
        "mode",
        "consumed",
        "free",
        "billed",
        "slice",
        "price_id",
        "price",
        "per",
        "amount",
        "currency"
    };

    private BillCsv() {}

    /** Writes them; the writer stays the caller's to close. */
    public static void write(List<Bill> bills, Writer out) throws IOException {
        CsvWriter csv = CsvWriter.builder().build(out);
        csv.writeRecord(HEAD);
        for (Bill bill : bills) {
            for (BillLine line : bill.lines()) {
                csv.writeRecord(fields(bill, line));
            }
        }
        csv.flush();
    }

    /** One line for each bill instead of one for each of its lines. */
    public static String summaries(List<Bill> bills) {
        StringWriter out = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(out)) {
            csv.writeRecord(
                    "id",
                    "number",
                    "organization_id",
                    "organization",
                    "month",
                    "state",
                    "issued_at",
                    "currency",
                    "untaxed",
                    "tax",
                    "taxed");
            for (Bill bill : bills) {
                Issue issue = bill.issue();
                csv.writeRecord(
                        bill.id().toString(),
                        issue == null ? "" : Long.toString(issue.number()),
                        bill.organization().id().toString(),
                        bill.organization().name(),
                        bill.month().toString(),
                        issue == null ? "draft" : "issued",
                        issue == null ? "" : issue.at().toString(),
                        bill.currency().getCurrencyCode(),
                        bill.untaxed().toPlainString(),
                        bill.tax().toPlainString(),
                        bill.taxed().toPlainString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a text takes all that is written to it", e);
        }
        return out.toString();
    }

    private static String[] fields(Bill bill, BillLine line) {
        String[] fields = new String[HEAD.length];
        Arrays.fill(fields, "");
        fields[0] = bill.month().toString();
        fields[1] = bill.organization().id().toString();
        fields[2] = bill.organization().name();
        fields[3] = line.project().toString();
        fields[4] = bill.projectName(line.project());
        switch (line) {
            case BillLine.Usage usage -> {
                Price price = usage.meter().price();
                fields[5] = "usage";
                fields[7] = usage.meter().model();
                fields[8] = usage.meter().unit().wireName();
                fields[9] = usage.meter().mode().wireName();
                fields[10] = Long.toString(usage.consumed());
                fields[11] = Long.toString(usage.free());
                fields[12] = Long.toString(usage.billed());
                fields[13] = Long.toString(usage.slice());
                if (price != null) {
                    fields[14] = price.id().toString();
                    fields[15] = price.unitPrice().toPlainString();
                    fields[16] = Integer.toString(price.unit().pricedQuantity());
                }
            }
            case BillLine.Amount other -> {
                fields[5] = other.kind().wireName();
                fields[6] = other.text();
            }
            case BillLine.Correction late -> {
                fields[5] = "correction";
                fields[6] = late.month() + ": " + late.text();
                fields[10] = Long.toString(late.quantity());
            }
        }
        fields[17] = line.amount().toPlainString();
        fields[18] = bill.currency().getCurrencyCode();
        return fields;
    }
}
