package io.grammage.gateway.billing.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.gateway.billing.Bill;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class BillPdfTest {
    private static final Bill BILL = PrintedBills.everyKind(PrintedBills.ISSUE);
    private static final Pattern FIGURE = Pattern.compile("-?[0-9][0-9,]*(\\.[0-9]+)?");

    private static PDDocument printed(BillPage page) throws IOException {
        return Loader.loadPDF(BillPdf.of(page));
    }

    private static String text(PDDocument pdf) throws IOException {
        return new PDFTextStripper().getText(pdf);
    }

    private static Set<String> figures(String text) {
        Set<String> figures = new TreeSet<>();
        FIGURE.matcher(text).results().forEach(match -> figures.add(match.group()));
        return figures;
    }

    @Test
    void hasTheFiguresOfThePageAndNamesInAnyLetters() throws IOException {
        BillPage page = new BillPage(BILL, null);
        String shown = page.toString().replaceAll("(?s)<style>.*</style>", "").replaceAll("<[^>]*>", " ");
        try (PDDocument pdf = printed(page)) {
            String text = text(pdf);

            assertThat(figures(text)).containsAll(figures(shown));
            assertThat(text)
                    .contains("Ελλάς Šťastný Đorđe Жёлтый ŒUVRE", "12345 Łódź", "To pay 1205.64 EUR", "not priced")
                    .contains("<script>alert('x')</script>&amp;\"]]>\uFFFD\uFFFD, untaxed")
                    .contains("Page 1 of " + pdf.getNumberOfPages());
        }
    }

    @Test
    void aFinalBillGivesTheSameBytes() {
        byte[] once = BillPdf.of(new BillPage(BILL, null));

        assertThat(BillPdf.of(new BillPage(BILL, null))).isEqualTo(once);
    }

    @Test
    void isTaggedDatedAndHoldsItsFont() throws IOException {
        try (PDDocument pdf = printed(new BillPage(BILL, null))) {
            assertThat(pdf.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("en");
            assertThat(pdf.getDocumentInformation().getTitle()).startsWith("Bill number 1042");
            assertThat(pdf.getDocumentInformation().getCreationDate().toInstant())
                    .isEqualTo("2026-11-04T00:00:00Z");
            assertThat(new String(pdf.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8))
                    .contains("pdfuaid", "2026-11-04");
            for (PDPage page : pdf.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
                    assertThat(page.getResources().getFont(name).getName()).contains("DejaVuSansCondensed");
                }
            }
        }
    }

    @Test
    void aLongBillRepeatsTheHeadOnEachPage() throws IOException {
        try (PDDocument pdf = printed(new BillPage(PrintedBills.ofLines(200), null))) {
            int pages = pdf.getNumberOfPages();
            assertThat(pages).isGreaterThan(3);
            PDFTextStripper stripper = new PDFTextStripper();
            for (int i = 1; i < pages; i++) {
                stripper.setStartPage(i);
                stripper.setEndPage(i);
                assertThat(stripper.getText(pdf))
                        .contains("Model Unit Mode Consumed Free Billed Slice Unit price EUR")
                        .contains("Page " + i + " of " + pages);
            }
            assertThat(text(pdf)).contains("model-0 ", "model-99 ", "900,199");
        }
    }

    @Test
    void aLetterThatTheFontDoesNotHaveIsMarked() throws IOException {
        Bill bill = PrintedBills.forOrganization("A価Z");
        try (PDDocument pdf = printed(new BillPage(bill, null))) {
            assertThat(text(pdf)).contains("A\uFFFDZ");
        }
    }

    @Test
    void refusesMoreLinesThanItsMemoryIsFor() {
        BillPage page = new BillPage(PrintedBills.ofLines(BillPdf.LINES_MAX + 1), null);

        assertThatThrownBy(() -> BillPdf.of(page)).hasMessage("lines: 601 (expected: at most 600)");
    }
}
