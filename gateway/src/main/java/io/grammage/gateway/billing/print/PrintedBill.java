package io.grammage.gateway.billing.print;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.billing.Bill;
import io.grammage.gateway.billing.BillLine;
import io.grammage.gateway.billing.BillingRules;
import io.grammage.gateway.billing.FreeTier;
import io.grammage.gateway.billing.Issue;
import io.grammage.gateway.billing.Issuer;
import io.grammage.gateway.billing.LineText;
import io.grammage.gateway.billing.Tax;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.UsageUnit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the page of a bill says, part by part and in words. Immutable. */
final class PrintedBill {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu 'at' HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Bill bill;
    private final @Nullable ProjectId project;

    /** What is shown of a bill: of one project, or all. */
    PrintedBill(Bill bill, @Nullable ProjectId project) {
        this.bill = project == null ? requireNonNull(bill, "bill") : bill.of(project);
        this.project = project;
    }

    /** The lines of a project, and what they come to. */
    record Part(String project, List<BillLine> lines, String total) {}

    int lineCount() {
        return bill.lines().size();
    }

    /** When it became final, or else was made. */
    Instant madeAt() {
        Issue issue = bill.issue();
        return issue == null ? bill.updatedAt() : issue.at();
    }

    String heading() {
        Issue issue = bill.issue();
        return issue == null ? "Provisional bill" : "Bill number " + issue.number();
    }

    String title() {
        return heading() + " for " + organization() + ", " + month();
    }

    @Nullable
    Issuer issuer() {
        return bill.rules().issuer();
    }

    String id() {
        return bill.id().toString();
    }

    String organization() {
        return bill.organization().name();
    }

    String month() {
        return MONTH.format(bill.month());
    }

    String currency() {
        return bill.currency().getCurrencyCode();
    }

    /** The name of the only project that is shown, or null where all are. */
    @Nullable
    String project() {
        return project == null ? null : bill.projectName(project);
    }

    String state() {
        Issue issue = bill.issue();
        return issue == null
                ? "Provisional, as of " + MOMENT.format(bill.updatedAt())
                        + ". It may still change until it has a number."
                : "Final: issued as number " + issue.number() + " on " + DAY.format(issue.at())
                        + ". It does not change any more.";
    }

    List<Part> parts() {
        Map<ProjectId, List<BillLine>> byProject = new LinkedHashMap<>();
        for (BillLine line : bill.lines()) {
            byProject
                    .computeIfAbsent(line.project(), first -> new ArrayList<>())
                    .add(line);
        }
        List<Part> parts = new ArrayList<>();
        byProject.forEach((id, lines) -> parts.add(
                new Part(bill.projectName(id), lines, bill.of(id).untaxed().toPlainString())));
        return parts;
    }

    String untaxed() {
        return bill.untaxed().toPlainString();
    }

    /** The tax with its rate, or null where none is added. */
    @Nullable
    String taxName() {
        Tax tax = bill.rules().tax();
        return tax == null ? null : tax.description() + ", " + tax.percent().toPlainString() + " %";
    }

    String tax() {
        return bill.tax().toPlainString();
    }

    String taxedName() {
        return project == null ? "To pay" : "With tax";
    }

    String taxed() {
        return bill.taxed().toPlainString();
    }

    /** How amounts came about, a sentence each. */
    List<String> rules() {
        BillingRules rules = bill.rules();
        List<String> sentences = new ArrayList<>();
        sentences.add("Billed is what was consumed less what is free, rounded up to whole slices ("
                + LineText.number(rules.slice()) + (rules.slice() == 1 ? " token" : " tokens")
                + ", a minute of sound, one image or document); the amount of a line is that times the unit price, rounded up to the"
                + " cent.");
        if (rules.tax() != null) {
            sentences.add("Tax is a percentage of the untaxed total, rounded once, to the nearest cent.");
        }
        FreeTier tier = rules.freeTier();
        if (tier.renewal() != FreeTier.Renewal.NONE) {
            sentences.add("Free " + (tier.renewal() == FreeTier.Renewal.ONCE ? "once" : "each month") + ": "
                    + LineText.number(tier.tokens()) + " tokens and " + LineText.number(tier.audioMinutes())
                    + " minutes of sound of the whole organization, the dearest first.");
        }
        if (bill.lines().stream().anyMatch(PrintedBill::isUnpriced)) {
            sentences.add(
                    "Not priced: the model had no price when it was used. Such usage is shown and costs nothing.");
        }
        return sentences;
    }

    private static boolean isUnpriced(BillLine line) {
        return line instanceof BillLine.Usage usage && usage.meter().price() == null;
    }

    /** The unit of a line. */
    static String unit(BillLine.Usage usage) {
        UsageUnit unit = usage.meter().unit();
        return switch (unit) {
            case INPUT, CACHED_INPUT, CACHE_WRITE, AUDIO_INPUT, OUTPUT ->
                unit.wireName().replace('_', ' ') + " tokens";
            case AUDIO_SECOND -> "seconds of sound";
            case IMAGE -> "images";
            case DOCUMENT -> "documents";
        };
    }

    static String mode(BillLine.Usage usage) {
        return usage.meter().mode() == Mode.BATCH ? "batch" : "real time";
    }

    static String price(BillLine.Usage usage) {
        Price price = usage.meter().price();
        if (price == null) {
            return "not priced";
        }
        String per = switch (price.unit()) {
            case INPUT, CACHED_INPUT, CACHE_WRITE, AUDIO_INPUT, OUTPUT -> " per million";
            case AUDIO_SECOND -> " per minute";
            case IMAGE -> " per image";
            case DOCUMENT -> " per document";
        };
        return LineText.price(price) + per;
    }

    static String number(long number) {
        return LineText.number(number);
    }

    static String amount(BillLine line) {
        return line.amount().toPlainString();
    }

    /** What is to be said below the name of the model; empty where there is nothing. */
    String note(BillLine.Usage usage) {
        return LineText.note(usage, bill.rules().freeTier());
    }

    static String text(BillLine.Amount other) {
        return switch (other.kind()) {
            case CAPACITY -> "Dedicated capacity: " + other.text();
            case FREE_TIER -> other.text();
            case DISCOUNT -> "Discount: " + other.text();
            case MARGIN -> "Margin: " + other.text();
        };
    }

    static String text(BillLine.Correction late) {
        return LineText.correction(late) + ", " + (late.quantity() < 0 ? "" : "+") + LineText.number(late.quantity());
    }
}
