package io.grammage.gateway.billing;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.identity.Organization;
import io.grammage.gateway.kernel.ProjectId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an organization owes for a month (UTC) in a currency.
 *
 * @param issue null while it is provisional
 * @param rules by which it was made
 * @param allowance what was left of the free tier
 * @param projectNames of all projects on it
 * @param lines by project, and in a project as it is printed
 * @param updatedAt when it was computed
 */
public record Bill(
        Organization organization,
        YearMonth month,
        Currency currency,
        @Nullable Issue issue,
        BillingRules rules,
        FreeAllowance allowance,
        Map<ProjectId, String> projectNames,
        List<BillLine> lines,
        Instant updatedAt) {
    public Bill {
        requireNonNull(organization, "organization");
        requireNonNull(month, "month");
        requireNonNull(currency, "currency");
        requireNonNull(rules, "rules");
        requireNonNull(allowance, "allowance");
        projectNames = Map.copyOf(projectNames);
        lines = List.copyOf(lines);
        requireNonNull(updatedAt, "updatedAt");
    }

    /** The same from the first day of the month on: what is provisional keeps it when it is issued. */
    public UUID id() {
        String meaning = organization.id() + "\n" + month + "\n" + currency.getCurrencyCode();
        return UUID.nameUUIDFromBytes(meaning.getBytes(StandardCharsets.UTF_8));
    }

    /** The sum of the lines. */
    public BigDecimal untaxed() {
        BigDecimal sum = Cents.zero(currency);
        for (BillLine line : lines) {
            sum = sum.add(line.amount());
        }
        return sum;
    }

    /** The tax on that sum, to the nearest cent. */
    public BigDecimal tax() {
        Tax tax = rules.tax();
        return tax == null ? Cents.zero(currency) : tax.on(untaxed(), currency);
    }

    /** What is to be paid. */
    public BigDecimal taxed() {
        return untaxed().add(tax());
    }

    /** The part of a project: its lines and its share of what is deducted. */
    public Bill of(ProjectId project) {
        return new Bill(
                organization,
                month,
                currency,
                issue,
                rules,
                allowance,
                projectNames,
                lines.stream().filter(line -> line.project().equals(project)).toList(),
                updatedAt);
    }

    /** What of the free tier it gave away. */
    FreeAllowance covered() {
        List<Metered> consumption = new ArrayList<>();
        for (BillLine line : lines) {
            if (line instanceof BillLine.Usage usage) {
                consumption.add(new Metered(usage.project(), usage.meter(), usage.consumed()));
            }
        }
        return allowance.atMost(FreeAllowance.counted(consumption));
    }

    /** The name of a project on the bill. */
    public String projectName(ProjectId project) {
        return projectNames.getOrDefault(project, project.toString());
    }
}
