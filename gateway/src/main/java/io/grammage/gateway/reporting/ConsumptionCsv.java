package io.grammage.gateway.reporting;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.grammage.gateway.kernel.UsageUnit;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** A report as CSV (RFC 4180): its dimensions, tokens, a column for each unit, and the charge at list price. */
public final class ConsumptionCsv {
    private ConsumptionCsv() {}

    /** Writes it; the writer stays the caller's to close. */
    public static void write(ConsumptionReport report, Writer out) throws IOException {
        CsvWriter csv = CsvWriter.builder().build(out);
        List<String> head = new ArrayList<>();
        report.dimensions().forEach(dimension -> head.add(dimension.wireName()));
        head.add("tokens");
        for (UsageUnit unit : UsageUnit.values()) {
            head.add(unit.wireName());
        }
        head.add("charge");
        head.add("currency");
        csv.writeRecord(head);
        for (ConsumptionReport.Row row : report.rows()) {
            List<String> fields = new ArrayList<>(row.group().values());
            fields.add(Long.toString(row.tokens()));
            for (UsageUnit unit : UsageUnit.values()) {
                Long quantity = row.units().get(unit);
                fields.add(quantity == null ? "" : quantity.toString());
            }
            fields.add(
                    row.charge().signum() == 0
                            ? "0"
                            : row.charge().stripTrailingZeros().toPlainString());
            fields.add(row.currency().getCurrencyCode());
            csv.writeRecord(fields);
        }
        csv.flush();
    }
}
