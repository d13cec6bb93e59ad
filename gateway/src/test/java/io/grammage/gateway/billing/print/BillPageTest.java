package io.grammage.gateway.billing.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.billing.Bill;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class BillPageTest {
    private static final Bill BILL = PrintedBills.everyKind(PrintedBills.ISSUE);

    private static Document parsed(BillPage page) throws Exception {
        DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        return parser.parse(new InputSource(new StringReader(page.toString())));
    }

    /** The texts of all elements of a name, with each run of white space as one space. */
    private static List<String> texts(Document page, String name) {
        List<String> texts = new ArrayList<>();
        NodeList elements = page.getElementsByTagName(name);
        for (int i = 0; i < elements.getLength(); i++) {
            texts.add(elements.item(i).getTextContent().strip().replaceAll("\\s+", " "));
        }
        return texts;
    }

    @Test
    void tellsWhoBillsWhomForWhat() throws Exception {
        Document page = parsed(new BillPage(BILL, null));

        assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
        assertThat(texts(page, "title"))
                .containsExactly("Bill number 1042 for Ελλάς Šťastný Đorđe Жёлтый ŒUVRE, October 2026");
        assertThat(texts(page, "h1")).containsExactly("Bill number 1042");
        assertThat(texts(page, "address").getFirst())
                .contains("Grams & Söhne GmbH", "Papierstraße 80", "12345 Łódź", "VAT DE123456789");
        assertThat(texts(page, "tr"))
                .contains(
                        "For Ελλάς Šťastný Đorđe Жёлтый ŒUVRE",
                        "Month October 2026 (UTC)",
                        "State Final: issued as number 1042 on 4 November 2026. It does not change any more.",
                        "Id " + BILL.id(),
                        "To pay 1205.64 EUR");
    }

    @Test
    void showsEveryFigureOfEveryLine() throws Exception {
        assertThat(texts(parsed(new BillPage(BILL, null)), "tr"))
                .contains(
                        "Model Unit Mode Consumed Free Billed Slice Unit price EUR",
                        "llama-3.3-70b-instruct Generative APIs Free Tier - First 1M tokens for free input tokens real time"
                                + " 800,500 800,500 1,000,000 1,000,000 0.90 per million 0.00",
                        "llama-3.3-70b-instruct output tokens real time 2,500,001 0 3,000,000 1,000,000 0.90 per million 2.70",
                        "whisper-large-v3 rounded up from 0.364 seconds of sound real time 6,181 0 6,240 60 0.0035 per minute 0.37",
                        "flux/" + "x".repeat(70) + " images real time 7 0 7 1 0.04 per image 0.28",
                        "Dedicated capacity: 2 x L4, 744 h 1111.25",
                        "Offer deducted - Generative APIs Free Tier -0.15",
                        "Discount: Partner -111.44",
                        "Correction of 2026-09: llama-3.3-70b-instruct input, +1,234 0.90",
                        "Project alpha, untaxed 1003.91",
                        "mistral cached input tokens batch 4,444,444 0 5,000,000 1,000,000 0.15 per million 0.75",
                        "Margin: Support 0.04",
                        "Untaxed " + BILL.untaxed() + " EUR",
                        "VAT, 20 % " + BILL.tax() + " EUR",
                        "To pay " + BILL.taxed() + " EUR");
    }

    @Test
    void amountsAddUpToTheBill() throws Exception {
        BigDecimal sum = BigDecimal.ZERO;
        NodeList rows = parsed(new BillPage(BILL, null)).getElementsByTagName("tr");
        for (int i = 0; i < rows.getLength(); i++) {
            Element row = (Element) rows.item(i);
            NodeList cells = row.getElementsByTagName("td");
            boolean line = ((Element) row.getParentNode().getParentNode())
                            .getAttribute("class")
                            .equals("lines")
                    && row.getAttribute("class").isEmpty()
                    && cells.getLength() > 0;
            if (line) {
                sum = sum.add(new BigDecimal(cells.item(cells.getLength() - 1).getTextContent()));
            }
        }
        assertThat(sum).isEqualByComparingTo(BILL.untaxed());
    }

    @Test
    void saysHowItWasMadeAndWhatHadNoPrice() throws Exception {
        assertThat(texts(parsed(new BillPage(BILL, null)), "p"))
                .containsExactly(
                        "Billed is what was consumed less what is free, rounded up to whole slices (1,000,000 tokens, a minute of sound,"
                                + " one image or document); the amount of a line is that times the unit price, rounded up to the"
                                + " cent.",
                        "Tax is a percentage of the untaxed total, rounded once, to the nearest cent.",
                        "Free once: 1,000,000 tokens and 60 minutes of sound of the whole organization, the dearest first.",
                        "Not priced: the model had no price when it was used. Such usage is shown and costs nothing.");
        assertThat(texts(parsed(new BillPage(PrintedBills.ofLines(2), null)), "p"))
                .noneMatch(sentence -> sentence.startsWith("Not priced"));
    }

    @Test
    void namesFromOutsideStayText() throws Exception {
        BillPage page = new BillPage(BILL, null);

        assertThat(page.toString()).doesNotContain("<script").doesNotContain("\u0001");
        assertThat(texts(parsed(page), "th")).contains("<script>alert('x')</script>&amp;\"]]>\uFFFD\uFFFD");
    }

    @Test
    void theStyleIsTheOneThatPoliciesName() throws Exception {
        Document page = parsed(new BillPage(BILL, null));
        NodeList styles = page.getElementsByTagName("style");

        assertThat(styles.getLength()).isEqualTo(1);
        assertThat(styles.item(0).getTextContent()).isEqualTo(BillPage.style());
        assertThat(page.toString())
                .doesNotContain("style=\"")
                .doesNotContain("@import")
                .doesNotContain("url(");
    }

    @Test
    void headsOfColumnsAndRowsSayWhatTheyAreFor() throws Exception {
        NodeList heads = parsed(new BillPage(BILL, null)).getElementsByTagName("th");
        for (int i = 0; i < heads.getLength(); i++) {
            assertThat(((Element) heads.item(i)).getAttribute("scope")).isIn("col", "row");
        }
    }

    @Test
    void aPartHoldsNothingOfOtherProjects() throws Exception {
        BillPage page = new BillPage(BILL, PrintedBills.A);

        assertThat(page.lineCount()).isEqualTo(8);
        assertThat(page.toString())
                .doesNotContain("script")
                .doesNotContain("mistral")
                .doesNotContain("1205.64");
        assertThat(texts(parsed(page), "tr"))
                .contains(
                        "Part Only project alpha: its lines and its share of what is deducted.",
                        "Untaxed 1003.91 EUR",
                        "VAT, 20 % 200.78 EUR",
                        "With tax 1204.69 EUR");
    }

    @Test
    void aProvisionalBillSaysSoAndSince() throws Exception {
        Document page = parsed(new BillPage(PrintedBills.everyKind(null), null));

        assertThat(texts(page, "h1")).containsExactly("Provisional bill");
        assertThat(texts(page, "tr"))
                .contains(
                        "State Provisional, as of 4 November 2026 at 00:00:00 UTC. It may still change until it has a number.");
    }

    @Test
    void aBillWithoutLinesSaysSo() throws Exception {
        assertThat(texts(parsed(new BillPage(PrintedBills.ofLines(0), null)), "p"))
                .contains("Nothing was consumed.");
    }
}
