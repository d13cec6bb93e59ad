package io.grammage.gateway.app;

import io.grammage.gateway.catalog.Catalog;
import io.grammage.gateway.kernel.Price;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The configuration in force: swapped whole when its file changes. What a call has begun with it keeps to its end.
 * Thread-safe.
 */
final class LiveConfiguration implements AutoCloseable {
    private final Optional<ConfigWatcher> watcher;
    private volatile State state;
    private volatile Consumer<Configuration> beforeSwap = next -> {};
    private volatile Consumer<Configuration> afterSwap = next -> {};
    private boolean following;

    /** Prices that win over the configuration's; guarded by this. */
    private List<Price> decided = List.of();

    /**
     * What is in force.
     *
     * @param configuration as it was read
     * @param catalog its catalog, with the prices that win
     */
    private record State(Configuration configuration, Catalog catalog, long generation) {}

    /**
     * Reads a configuration.
     *
     * @param file null for the embedded one, which never changes
     */
    LiveConfiguration(ConfigurationLoader loader, @Nullable Path file) {
        Configuration first = file == null ? loader.loadDefault() : loader.load(file);
        state = new State(first, first.catalog(), 1);
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
        state = new State(next, next.catalog().withPrices(decided), state.generation() + 1);
        afterSwap.accept(next);
    }

    /** Puts prices into force that win over the configuration's, in place of those before. */
    synchronized void decide(List<Price> prices) {
        decided = List.copyOf(prices);
        Configuration configuration = state.configuration();
        state = new State(configuration, configuration.catalog().withPrices(decided), state.generation());
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

    Catalog catalog() {
        return state.catalog();
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
