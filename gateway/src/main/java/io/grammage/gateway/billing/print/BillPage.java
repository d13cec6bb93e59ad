package io.grammage.gateway.billing.print;

import static java.util.Objects.requireNonNull;

import gg.jte.output.WriterOutput;
import io.grammage.gateway.billing.Bill;
import io.grammage.gateway.kernel.ProjectId;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A bill, or the part of a project, as a page: HTML that is well-formed XML, holds all that it shows and runs no script. Immutable.
 */
public final class BillPage {
    private static final String STYLE = style("bill.css");

    private final PrintedBill bill;

    /**
     * The page of a bill.
     *
     * @param project whose part it is; null for all of them
     */
    public BillPage(Bill bill, @Nullable ProjectId project) {
        this.bill = new PrintedBill(bill, project);
    }

    /** The content of the only style element, which a content security policy can name by its hash. */
    public static String style() {
        return STYLE;
    }

    /** Writes it; the writer stays the caller's to close. */
    @SuppressWarnings("NullAway") // what is generated takes null for no interceptor, and cannot say so
    public void writeTo(Writer out) throws IOException {
        try {
            JtebillGenerated.render(new XmlOutput(new WriterOutput(out)), null, bill, STYLE);
        } catch (UncheckedIOException e) {
            throw requireNonNull(e.getCause());
        }
    }

    @Override
    public String toString() {
        StringWriter out = new StringWriter();
        try {
            writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("a text takes all that is written to it", e);
        }
        return out.toString();
    }

    /** How many lines of a bill it shows. */
    public int lineCount() {
        return bill.lineCount();
    }

    PrintedBill bill() {
        return bill;
    }

    private static String style(String name) {
        try (InputStream in = requireNonNull(BillPage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
