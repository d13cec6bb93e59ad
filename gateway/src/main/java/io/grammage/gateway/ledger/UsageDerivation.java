package io.grammage.gateway.ledger;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.kernel.Charge;
import io.grammage.gateway.kernel.Mode;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Derives charge and footprint from counts. A failure in one leaves the other as it is: impacts then say "failed", a
 * charge keeps its quantities without a price, and the log has the cause. Thread-safe.
 */
public final class UsageDerivation {
    private static final Logger LOG = LoggerFactory.getLogger(UsageDerivation.class);

    private final Pricing pricing;
    private final Weighing weighing;
    private final Currency currency;

    /**
     * Composes the two ports.
     *
     * @param currency of a charge that could not be priced
     */
    public UsageDerivation(Pricing pricing, Weighing weighing, Currency currency) {
        this.pricing = requireNonNull(pricing, "pricing");
        this.weighing = requireNonNull(weighing, "weighing");
        this.currency = requireNonNull(currency, "currency");
    }

    /**
     * Usage of a call.
     *
     * @param provider who served it, or null when nobody did
     */
    public Usage derive(
            Model model, @Nullable Provider provider, Mode mode, Consumption consumption, long latencyMicros) {
        return new Usage(
                consumption, charge(model, mode, consumption), footprint(model, provider, consumption, latencyMicros));
    }

    private Charge charge(Model model, Mode mode, Consumption consumption) {
        try {
            return pricing.price(model, mode, consumption);
        } catch (RuntimeException e) {
            LOG.error("The charge of a call of model {} failed; it is recorded as unpriced", model.name(), e);
            return consumption.unpriced(currency);
        }
    }

    private Footprint footprint(Model model, @Nullable Provider provider, Consumption consumption, long latencyMicros) {
        if (provider == null) {
            return new Footprint.NotEstimated(Footprint.Reason.NO_OUTPUT);
        }
        try {
            return weighing.weigh(model, provider, consumption, latencyMicros);
        } catch (RuntimeException e) {
            LOG.error("The footprint of a call of model {} failed; it is recorded as not estimated", model.name(), e);
            return new Footprint.NotEstimated(Footprint.Reason.FAILED);
        }
    }
}
