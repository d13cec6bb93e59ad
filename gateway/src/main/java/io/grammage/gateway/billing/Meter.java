package io.grammage.gateway.billing;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.UsageUnit;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What is counted apart on a bill: a unit of a model, in a mode, at a price. After a change of the price within a month there are two
 * of them. Ordered as bills list them: by model, the prompt's units before the answer's, realtime before batch.
 *
 * @param price null where the model had none: such usage is shown, costs nothing and takes nothing of a free tier
 */
public record Meter(
        String model, UsageUnit unit, Mode mode, @Nullable Price price) implements Comparable<Meter> {
    private static final Comparator<Meter> ORDER = Comparator.comparing(Meter::model)
            .thenComparing(Meter::unit)
            .thenComparing(Meter::mode)
            .thenComparing(
                    Meter::price,
                    Comparator.nullsFirst((a, b) -> Long.compareUnsigned(a.id().value(), b.id().value())));

    public Meter {
        requireNonNull(model, "model");
        requireNonNull(unit, "unit");
        requireNonNull(mode, "mode");
    }

    /** Whether using it costs anything. */
    boolean isCharged() {
        return price != null && price.unitPrice().signum() > 0;
    }

    @Override
    public int compareTo(Meter other) {
        return ORDER.compare(this, other);
    }
}
