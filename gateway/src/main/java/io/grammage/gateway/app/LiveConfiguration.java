package io.grammage.gateway.app;

import io.grammage.gateway.catalog.Catalog;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.kernel.Price;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The configuration in force: swapped whole when its file changes. What a call has begun with it keeps to its end.
 * Thread-safe.
 */
final class LiveConfiguration implements AutoCloseable {
    private final Clock clock;
    private final Optional<ConfigWatcher> watcher;
    private volatile State state;
    private volatile Consumer<Configuration> beforeSwap = next -> {};
    private volatile Consumer<Configuration> afterSwap = next -> {};
    private boolean following;

    /** Prices that win over the configuration's, by the moment from which on they do; guarded by this. */
    private NavigableMap<Instant, List<Price>> decided = new TreeMap<>(Map.of(Instant.MIN, List.of()));

    /**
     * What is in force.
     *
     * @param configuration as it was read
     * @param catalogs its catalog with the prices that win, by the moment from which on they do; the first is {@link Instant#MIN}
     */
    private record State(Configuration configuration, NavigableMap<Instant, Catalog> catalogs, long generation) {
        static State of(Configuration configuration, NavigableMap<Instant, List<Price>> decided, long generation) {
            NavigableMap<Instant, Catalog> catalogs = new TreeMap<>();
            decided.forEach(
                    (from, prices) -> catalogs.put(from, configuration.catalog().withPrices(prices)));
            return new State(configuration, catalogs, generation);
        }
    }

    /**
     * Reads a configuration.
     *
     * @param file null for the embedded one, which never changes
     */
    LiveConfiguration(ConfigurationLoader loader, @Nullable Path file, Clock clock) {
        this.clock = clock;
        Configuration first = file == null ? loader.loadDefault() : loader.load(file);
        state = State.of(first, decided, 1);
        watcher = Optional.ofNullable(file)
                .map(watched -> new ConfigWatcher(watched, loader, state.configuration(), this::swap));
    }

    /** Follows the file from now on: when it changes, and on SIGHUP. */
    synchronized void follow() {
        following = true;
        watcher.ifPresent(each -> {
            each.start();
            HangUpSignal.onHangUp(each::reload);
        });
    }

    private synchronized void swap(Configuration next) {
        beforeSwap.accept(next);
        state = State.of(next, decided, state.generation() + 1);
        afterSwap.accept(next);
    }

    /**
     * Puts prices into force that win over the configuration's, in place of those before.
     *
     * @param prices by the moment from which on they do; the first is {@link Instant#MIN}
     */
    synchronized void decide(NavigableMap<Instant, List<Price>> prices) {
        decided = prices;
        state = State.of(state.configuration(), decided, state.generation());
    }

    /** Tells of each configuration that is about to be put into force; where it throws, the one before stays. */
    void beforeSwap(Consumer<Configuration> listener) {
        beforeSwap = listener;
    }

    /** Tells of each configuration that is put into force from now on, on the thread that does so. */
    void onSwap(Consumer<Configuration> listener) {
        afterSwap = listener;
    }

    /** The configuration as it was read: what the API decided is in {@link #catalog} only. */
    Configuration get() {
        return state.configuration();
    }

    /** The catalog in force now. */
    Catalog catalog() {
        return catalog(clock.now());
    }

    /** The catalog in force at a moment of the last seconds: its prices are those of the moment, whenever this is called. */
    Catalog catalog(Instant moment) {
        return state.catalogs().floorEntry(moment).getValue();
    }

    /** How many configurations were in force so far, this one included. */
    long generation() {
        return state.generation();
    }

    @Override
    public synchronized void close() {
        if (following) {
            watcher.ifPresent(ConfigWatcher::close);
        }
    }
}
