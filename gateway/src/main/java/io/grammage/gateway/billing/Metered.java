package io.grammage.gateway.billing;

import static io.grammage.gateway.kernel.Checks.notNegative;
import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.ProjectId;

/** How much of a meter a project consumed. */
public record Metered(ProjectId project, Meter meter, long quantity) {
    public Metered {
        requireNonNull(project, "project");
        requireNonNull(meter, "meter");
        notNegative(quantity, "quantity");
    }
}
