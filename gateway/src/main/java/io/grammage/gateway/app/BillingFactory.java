package io.grammage.gateway.app;

import io.grammage.gateway.billing.Adjustment;
import io.grammage.gateway.billing.BillingRules;
import io.grammage.gateway.billing.FreeTier;
import io.grammage.gateway.billing.Issuer;
import io.grammage.gateway.billing.Tax;
import io.grammage.gateway.config.BillingKeys;
import io.grammage.gateway.config.Located;
import io.grammage.gateway.config.Problems;
import io.grammage.gateway.config.Section;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns the section {@code billing} into rules, and reports what does not fit at its place. */
final class BillingFactory {
    private static final Currency FALLBACK = Currency.getInstance("EUR");

    private final Problems problems;

    BillingFactory(Problems problems) {
        this.problems = problems;
    }

    /** The rules; where there are errors, some rules. */
    BillingRules rules(Section billing) {
        return new BillingRules(
                currency(billing),
                billing.value(BillingKeys.SLICE),
                freeTier(billing.section(BillingKeys.FREE_TIER)),
                billing.value(BillingKeys.CLOSE_AFTER),
                billing.has(BillingKeys.TAX) ? tax(billing.section(BillingKeys.TAX)) : null,
                adjustments(billing.value(BillingKeys.ADJUSTMENTS)),
                billing.has(BillingKeys.ISSUER) ? issuer(billing.section(BillingKeys.ISSUER)) : null);
    }

    private Currency currency(Section billing) {
        String code = billing.value(BillingKeys.CURRENCY);
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            problems.error(billing.placeOf(BillingKeys.CURRENCY), code + " (expected: an ISO 4217 code such as EUR)");
            return FALLBACK;
        }
    }

    private static FreeTier freeTier(Section section) {
        String renewal = section.value(BillingKeys.FreeTier.RENEWAL);
        return new FreeTier(
                FreeTier.Renewal.valueOf(renewal.toUpperCase(Locale.ROOT)),
                section.value(BillingKeys.FreeTier.TOKENS),
                section.value(BillingKeys.FreeTier.AUDIO_MINUTES));
    }

    private static @Nullable Tax tax(Section section) {
        return section.isWhole()
                ? new Tax(section.value(BillingKeys.Tax.DESCRIPTION), section.value(BillingKeys.Tax.PERCENT))
                : null;
    }

    private static @Nullable Issuer issuer(Section section) {
        return section.isWhole()
                ? new Issuer(
                        section.value(BillingKeys.Issuer.NAME),
                        section.value(BillingKeys.Issuer.ADDRESS).stream()
                                .map(Located::value)
                                .toList())
                : null;
    }

    private static List<Adjustment> adjustments(List<Located<Section>> entries) {
        List<Adjustment> adjustments = new ArrayList<>();
        for (Located<Section> entry : entries) {
            Section section = entry.value();
            if (section.isWhole()) {
                adjustments.add(new Adjustment(
                        section.value(BillingKeys.Adjustments.ORGANIZATION),
                        section.find(BillingKeys.Adjustments.PROJECT),
                        section.value(BillingKeys.Adjustments.PERCENT),
                        section.value(BillingKeys.Adjustments.TEXT)));
            }
        }
        return adjustments;
    }
}
