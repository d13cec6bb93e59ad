package io.grammage.gateway.app;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.identity.Identities;
import io.grammage.gateway.identity.IdentityStore;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The identities in force. Asks the store every second whether anything changed, so that a key that another process
 * made or revoked counts within two seconds. While the store is away the last state holds. Thread-safe.
 */
final class IdentitySnapshot implements Supplier<Identities> {
    private static final Logger LOG = LoggerFactory.getLogger(IdentitySnapshot.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final IdentityStore store;
    private volatile Identities current;
    private volatile long version;

    /** Reads the store once. */
    IdentitySnapshot(IdentityStore store) {
        this.store = requireNonNull(store, "store");
        version = store.version();
        current = store.load();
    }

    @Override
    public Identities get() {
        return current;
    }

    /** Watches until the thread it runs on is interrupted. */
    void watch() {
        boolean failing = false;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(PERIOD);
                refresh();
                failing = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.error("Identities cannot be read; those known so far stay in force", e);
                }
                failing = true;
            }
        }
    }

    private void refresh() {
        long seen = store.version();
        if (seen != version) {
            // Read after the version: a change in between is then seen again, never missed.
            current = store.load();
            version = seen;
        }
    }
}
