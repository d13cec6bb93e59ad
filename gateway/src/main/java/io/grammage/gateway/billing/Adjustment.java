package io.grammage.gateway.billing;

import static io.grammage.gateway.kernel.Checks.notBlank;
import static java.util.Objects.requireNonNull;

import io.grammage.gateway.identity.Organization;
import io.grammage.gateway.kernel.ProjectId;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A discount or a margin on what an organization, or one of its projects, pays. Bills show it as a line of its own, so that list
 * prices stay what they are.
 *
 * @param organization the name or the id of an organization
 * @param project the name or the id of one of its projects, or null for all that have none of their own
 * @param percent below zero for a discount, above for a margin: -100 to 1,000
 * @param text as it is printed
 */
public record Adjustment(String organization, @Nullable String project, BigDecimal percent, String text) {
    private static final int TEXT_LENGTH_MAX = 200;
    private static final BigDecimal PERCENT_MIN = BigDecimal.valueOf(-100);
    private static final BigDecimal PERCENT_MAX = BigDecimal.valueOf(1_000);

    public Adjustment {
        requireNonNull(organization, "organization");
        notBlank(text, TEXT_LENGTH_MAX, "text");
        if (percent.compareTo(PERCENT_MIN) < 0 || percent.compareTo(PERCENT_MAX) > 0) {
            throw new IllegalArgumentException(
                    "percent: " + percent.toPlainString() + " (expected: " + PERCENT_MIN + " to " + PERCENT_MAX + ")");
        }
    }

    boolean isFor(Organization candidate) {
        return isNamed(organization, candidate.name(), candidate.id().toString());
    }

    /** Whether it is for that project alone. */
    boolean isFor(ProjectId candidate, String name) {
        return project != null && isNamed(project, name, candidate.toString());
    }

    private static boolean isNamed(String nameOrId, String name, String id) {
        return nameOrId.equals(name) || nameOrId.equals(id);
    }
}
