package io.grammage.gateway.billing.print;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/**
 * The page of a bill on paper: tagged PDF (PDF/UA-1, PDF/A-3a) in A4 that embeds what it needs of its font and loads nothing. A final
 * bill gives the same bytes each time.
 */
public final class BillPdf {
    /** Lines of a bill, at most: each takes 0.1 MB of memory until the whole is laid out. */
    public static final int LINES_MAX = 600;

    private static final String FONT = "DejaVu Sans Condensed";
    private static final int NORMAL = 400;
    private static final int BOLD = 700;

    static {
        // Its log tells of each step, and of each property of the style that is for browsers.
        XRLog.setLoggingEnabled(false);
    }

    private BillPdf() {}

    /**
     * Prints a page.
     *
     * @throws IllegalArgumentException when it has more than {@value #LINES_MAX} lines
     */
    public static byte[] of(BillPage page) {
        int lines = page.lineCount();
        if (lines > LINES_MAX) {
            throw new IllegalArgumentException("lines: " + lines + " (expected: at most " + LINES_MAX + ")");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new PdfRendererBuilder()
                    .usePDDocument(new DatedDocument(page.bill().madeAt()))
                    .usePdfUaAccessibility(true)
                    .usePdfAConformance(PdfAConformance.PDFA_3_A)
                    .useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())
                    .withProducer("Grammage")
                    .useFont(() -> font("DejaVuSansCondensed.ttf"), FONT, NORMAL, FontStyle.NORMAL, true)
                    .useFont(() -> font("DejaVuSansCondensed-Bold.ttf"), FONT, BOLD, FontStyle.NORMAL, true)
                    .useReplacementText("\uFFFD")
                    .useUriResolver((base, uri) -> null)
                    .useExternalResourceAccessControl(
                            (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                    .useExternalResourceAccessControl(
                            (uri, type) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI)
                    .withHtmlContent(page.toString(), null)
                    .toStream(out)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes all that is written to it", e);
        }
        return out.toByteArray();
    }

    private static InputStream font(String name) {
        return Objects.requireNonNull(BillPdf.class.getResourceAsStream("dejavu/" + name), name);
    }

    /** A document made at a moment that is given: the renderer takes the clock's, and each print would be another file. */
    private static final class DatedDocument extends PDDocument {
        private final Instant madeAt;

        DatedDocument(Instant madeAt) {
            this.madeAt = madeAt;
            setDocumentId(madeAt.toEpochMilli());
        }

        @Override
        public void setDocumentInformation(PDDocumentInformation information) {
            Calendar calendar = GregorianCalendar.from(madeAt.atZone(ZoneOffset.UTC));
            information.setCreationDate(calendar);
            super.setDocumentInformation(information);
        }
    }
}
