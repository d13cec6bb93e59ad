package io.grammage.gateway.app;

import io.grammage.gateway.catalog.Catalog;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.ledger.DataDirectoryLock;
import io.grammage.gateway.ledger.DrainSettings;
import io.grammage.gateway.ledger.Drainer;
import io.grammage.gateway.ledger.Durability;
import io.grammage.gateway.ledger.Journal;
import io.grammage.gateway.ledger.JournalSettings;
import io.grammage.gateway.ledger.LedgerRecovery;
import io.grammage.gateway.ledger.OpenCalls;
import io.grammage.gateway.ledger.UsageDerivation;
import io.grammage.gateway.ledger.UsageStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of the ledger that belong to this node's data directory, open. Opening recovers what an earlier process left:
 * torn tails are cut and calls that were open become records.
 */
record NodeLedger(DataDirectoryLock lock, Journal journal, OpenCalls openCalls, Drainer drainer)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLedger.class);
    private static final String JOURNAL = "journal";

    /**
     * Opens the ledger.
     *
     * @throws StartException when the directory is another process's, or cannot be used
     */
    static NodeLedger open(
            Path data, Settings settings, UsageStore store, UsageDerivation derivation, Catalog catalog) {
        Clock clock = Clock.system();
        Settings.Ledger ledger = settings.ledger();
        try {
            DataDirectoryLock lock = DataDirectoryLock.acquire(data);
            Journal journal = Journal.open(
                    data.resolve(JOURNAL),
                    new JournalSettings(
                            durability(ledger.durability()),
                            Math.toIntExact(ledger.segmentSize()),
                            ledger.journalMax()),
                    clock);
            OpenCalls openCalls = OpenCalls.open(data, ledger.openCalls());
            new LedgerRecovery(settings.node(), derivation, catalog).recover(openCalls, journal);
            Drainer drainer = Drainer.start(
                    journal, store::insert, DrainSettings.DEFAULT, new SplittableRandom(clock.epochMicros()));
            return new NodeLedger(lock, journal, openCalls, drainer);
        } catch (IOException e) {
            throw new StartException("The ledger in " + data + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static Durability durability(Settings.Durability configured) {
        return switch (configured) {
            case BEFORE_RESPONSE -> Durability.BEFORE_RESPONSE;
            case ASYNC -> Durability.ASYNC;
        };
    }

    /**
     * Brings what is appended into the store, and lets go of the directory. No call may be open. A journal that is broken
     * keeps nothing else from closing; what it could not make durable is recovered at the next start.
     */
    @Override
    public void close() {
        try (lock;
                journal;
                openCalls;
                drainer) {
            journal.flush();
        } catch (GatewayException e) {
            LOG.error("The journal could not be made durable at the end: {}", e.message());
        }
    }
}
