package io.grammage.gateway.billing;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.Money;
import io.grammage.gateway.kernel.ProjectId;

/**
 * What a project owes for something else than calls.
 *
 * @param text what it is, for people
 * @param amount exact; bills round it up to the cent
 */
public record ProjectCharge(ProjectId project, String text, Money amount) {
    public ProjectCharge {
        requireNonNull(project, "project");
        requireNonNull(text, "text");
        requireNonNull(amount, "amount");
    }
}
