package io.grammage.gateway.ledger;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.catalog.Catalog;
import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.kernel.Charge;
import io.grammage.gateway.kernel.ChargeLine;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.TokenCounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings into the journal, at start, what the process before did not: calls that were open when it ended, and records that
 * the store refused.
 *
 * <p>An open call becomes a record with outcome {@code interrupted}. Its status is 200 where the caller had got bytes of an
 * answer, and with them this status, else 500. Its counts are the usage that the provider reported last; else, where it
 * was sent to a provider, a token for four bytes of the request and the relay's estimate of the output. They are marked
 * {@code estimated}. Latency is not known, hence 0. A call whose record is in the journal or the store already gets a second
 * one here, which the store then passes over, because it has the key.
 */
public final class LedgerRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerRecovery.class);
    private static final int BYTES_PER_TOKEN = 4;
    private static final int STATUS_BEGUN = 200;
    private static final int STATUS_NOT_BEGUN = 500;

    private final String node;
    private final UsageDerivation derivation;
    private final Catalog catalog;

    /**
     * Recovers for a node.
     *
     * @param catalog for the footprint of calls whose model and provider it still has
     */
    public LedgerRecovery(String node, UsageDerivation derivation, Catalog catalog) {
        this.node = requireNonNull(node, "node");
        this.derivation = requireNonNull(derivation, "derivation");
        this.catalog = requireNonNull(catalog, "catalog");
    }

    /**
     * Recovers. To be called once, before any call is opened and before draining starts. A slot is freed when its record is
     * durable; where the journal has no room, slots stay taken until the next start.
     *
     * @return how many open calls became records
     * @throws GatewayException {@link io.grammage.gateway.kernel.ErrorCode#LEDGER_UNAVAILABLE} when the journal cannot be
     *     written to disk
     */
    public int recover(OpenCalls calls, Journal journal) {
        retryRejected(journal);
        Map<Integer, CompletionStage<?>> appended = new LinkedHashMap<>();
        calls.forEachInterrupted(node, (slot, call) -> appended.put(slot, journal.append(record(call), Runnable::run)));
        journal.flush();
        int recovered = 0;
        for (Map.Entry<Integer, CompletionStage<?>> each : appended.entrySet()) {
            if (!each.getValue().toCompletableFuture().isCompletedExceptionally()) {
                calls.free(each.getKey());
                recovered++;
            }
        }
        if (recovered > 0) {
            LOG.warn("{} calls were open when the process before ended; they are recorded as interrupted", recovered);
        }
        if (recovered < appended.size()) {
            LOG.error(
                    "{} calls that were open when the process before ended have no room in the journal; they are recorded"
                            + " at the next start",
                    appended.size() - recovered);
        }
        return recovered;
    }

    private static void retryRejected(Journal journal) {
        try {
            journal.rejected().retry(journal);
        } catch (IOException | RuntimeException e) {
            LOG.error("Records that the store had refused cannot be tried again; they stay aside", e);
        }
    }

    private UsageRecord record(InterruptedCall call) {
        Consumption consumption = consumption(call);
        Usage usage = new Usage(consumption, charge(call, consumption), footprint(call, consumption));
        int status = call.bytes() > 0 ? STATUS_BEGUN : STATUS_NOT_BEGUN;
        Ending ending = new Ending(status, Outcome.INTERRUPTED, null, 0, null);
        return new UsageRecord(call.start(), served(call), ending, usage, List.of());
    }

    private static Consumption consumption(InterruptedCall call) {
        TokenCounts counts = call.counts();
        if (counts != null) {
            return Consumption.estimated(counts, 0);
        }
        if (call.routed() == null) {
            return Consumption.NONE;
        }
        long input = Math.ceilDiv(call.start().promptBytes(), BYTES_PER_TOKEN);
        return Consumption.estimated(TokenCounts.of(input, call.estimatedOutput()), 0);
    }

    private Charge charge(InterruptedCall call, Consumption consumption) {
        Currency currency = call.prices().isEmpty()
                ? catalog.currency()
                : call.prices().getFirst().currency();
        List<ChargeLine> lines = new ArrayList<>();
        for (ChargeLine line : consumption.unpriced(currency).lines()) {
            lines.add(call.prices().stream()
                    .filter(price -> price.unit() == line.unit())
                    .findFirst()
                    .map(price -> priced(line, price))
                    .orElse(line));
        }
        return new Charge(currency, lines);
    }

    private static ChargeLine priced(ChargeLine line, Price price) {
        return new ChargeLine(line.unit(), line.quantity(), price.id(), price.amount(line.quantity()));
    }

    private Footprint footprint(InterruptedCall call, Consumption consumption) {
        if (consumption.tokens().output() == 0) {
            return new Footprint.NotEstimated(Footprint.Reason.NO_OUTPUT);
        }
        Source source = source(call);
        return source == null
                ? new Footprint.NotEstimated(Footprint.Reason.NO_PARAMETERS)
                : derivation
                        .derive(source.model(), source.provider(), call.start().mode(), consumption, 0)
                        .footprint();
    }

    private @Nullable Served served(InterruptedCall call) {
        InterruptedCall.Routed routed = call.routed();
        if (routed == null) {
            return null;
        }
        Source source = source(call);
        return new Served(
                routed.provider(),
                source == null ? call.start().model() : source.provider().modelName(),
                routed.zone(),
                source == null ? null : source.model().card().region(),
                routed.deployment());
    }

    private record Source(Model model, Provider provider) {}

    /** Who served the call, if the catalog still has it. */
    private @Nullable Source source(InterruptedCall call) {
        InterruptedCall.Routed routed = call.routed();
        if (routed == null) {
            return null;
        }
        for (Model model : catalog.models()) {
            for (Provider provider : model.providers()) {
                if (provider.id().equals(routed.provider())) {
                    return new Source(model, provider);
                }
            }
        }
        return null;
    }
}
