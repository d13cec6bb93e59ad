package io.grammage.gateway.app;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.config.ConfigException;
import io.grammage.gateway.kernel.GatewayException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a configuration file and the key files it names: what they hold now is read and checked whole, and handed on if
 * it is right. If it is not, the log says why, and the configuration in force stays. Thread-safe.
 */
public final class ConfigWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigWatcher.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** What no file's fingerprint is. */
    private static final String NOT_APPLIED = "";

    private final Path file;
    private final ConfigurationLoader loader;
    private final Consumer<Configuration> swap;
    private final Thread thread = Thread.ofVirtual().name("config").unstarted(this::run);

    private Configuration current;
    private List<Path> watched;
    private String applied;
    private String lastSeen;

    /**
     * A watcher that does nothing until it is started.
     *
     * @param current the configuration in force, as it was read from the file
     * @param swap puts another into force; called on the thread of the watcher or of whoever asks for a reload, one at a
     *     time
     */
    public ConfigWatcher(Path file, ConfigurationLoader loader, Configuration current, Consumer<Configuration> swap) {
        this.file = requireNonNull(file, "file");
        this.loader = requireNonNull(loader, "loader");
        this.current = requireNonNull(current, "current");
        this.swap = requireNonNull(swap, "swap");
        watched = current.secretFiles();
        applied = fingerprint();
        lastSeen = applied;
    }

    /** Looks at the files every second from now on. */
    public void start() {
        thread.start();
    }

    /**
     * Reads the files if they have changed and have then stayed the same since the last look: an editor that is still
     * writing must not be mistaken for an operator who has emptied the file.
     */
    public synchronized void look() {
        String seen = fingerprint();
        boolean settled = seen.equals(lastSeen);
        lastSeen = seen;
        if (settled && !seen.equals(applied)) {
            reload();
        }
    }

    /** Reads the files now, changed or not: what SIGHUP asks for. */
    public synchronized void reload() {
        // Taken before reading: what is written meanwhile differs from it and is read at one of the next looks. So are
        // key files that were named for the first time, once more than needed.
        applied = fingerprint();
        SecretFiles secretFiles = ConfigurationLoader.secretFilesBeside(file);
        try {
            put(loader.load(file, secretFiles));
        } catch (ConfigException e) {
            LOG.error(
                    "The configuration in force stays, because what {} holds now is wrong:\n{}", file, e.getMessage());
        } catch (GatewayException e) {
            applied = NOT_APPLIED;
            LOG.error("The configuration in force stays until another try in a second: {}", e.getMessage());
        } finally {
            watched = secretFiles.read();
        }
    }

    private void put(Configuration next) {
        if (!next.catalog().currency().equals(current.catalog().currency())) {
            LOG.error(
                    "The configuration in force stays: billing.currency changed from {} to {}, which takes a restart",
                    current.catalog().currency(),
                    next.catalog().currency());
            return;
        }
        ConfigurationChange change = ConfigurationChange.between(current, next);
        swap.accept(next);
        current = next;
        next.warnings().forEach(warning -> LOG.warn("{}", warning));
        LOG.info("The configuration was read again: {}", change.summary());
        if (!change.waitingForRestart().isEmpty()) {
            LOG.warn("These changes take effect when the gateway is started again: {}", change.waitingForRestart());
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(INTERVAL);
                look();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("A change of the configuration could not be put into force", e);
            }
        }
    }

    /** Stops looking, and waits for a look that is under way. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(INTERVAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells whether any of the files holds something else than before; the times of files can repeat, this does not. */
    private String fingerprint() {
        List<Path> files = new ArrayList<>();
        files.add(file);
        files.addAll(watched);
        MessageDigest digest = sha256();
        for (Path each : files) {
            byte[] content = content(each);
            digest.update(content == null ? (byte) 0 : (byte) 1);
            if (content != null) {
                digest.update(sha256().digest(content));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte @Nullable [] content(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(ConfigurationLoader.READ_MAX);
        } catch (IOException e) {
            LOG.debug("{} cannot be read", path, e);
            return null;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
