package io.grammage.gateway.app;

import io.grammage.gateway.catalog.Catalog;
import java.nio.file.Path;
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

    private record State(Configuration configuration, long generation) {}

    /**
     * Reads a configuration.
     *
     * @param file null for the embedded one, which never changes
     */
    LiveConfiguration(ConfigurationLoader loader, @Nullable Path file) {
        state = new State(file == null ? loader.loadDefault() : loader.load(file), 1);
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
        state = new State(next, state.generation() + 1);
        afterSwap.accept(next);
    }

    /** Tells of each configuration that is about to be put into force; where it throws, the one before stays. */
    void beforeSwap(Consumer<Configuration> listener) {
        beforeSwap = listener;
    }

    /** Tells of each configuration that is put into force from now on, on the thread that does so. */
    void onSwap(Consumer<Configuration> listener) {
        afterSwap = listener;
    }

    Configuration get() {
        return state.configuration();
    }

    Catalog catalog() {
        return state.configuration().catalog();
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
