package io.grammage.gateway.app;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.billing.BillingRules;
import io.grammage.gateway.catalog.Catalog;
import io.grammage.gateway.catalog.UpstreamAddress;
import io.grammage.gateway.config.ConfigException;
import io.grammage.gateway.config.ConfigFile;
import io.grammage.gateway.config.Environment;
import io.grammage.gateway.config.Place;
import io.grammage.gateway.config.Problem;
import io.grammage.gateway.config.Problems;
import io.grammage.gateway.config.RootKeys;
import io.grammage.gateway.config.Section;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a configuration and all that it refers to, and turns it into the values of the domain. Thread-safe. */
public final class ConfigurationLoader {
    /** One byte more than a configuration may have is enough to see that it has too many. */
    static final int READ_MAX = (1 << 20) + 1;

    private static final String DEFAULT_RESOURCE = "default-config.yml";

    private final Environment environment;
    private final BuiltInSimulator simulator;
    private final SettingsFactory settingsFactory;

    /**
     * A loader.
     *
     * @param environment the variables that configurations refer to
     * @param simulator asked for its address when a provider needs it
     */
    public ConfigurationLoader(Environment environment, BuiltInSimulator simulator) {
        this.environment = requireNonNull(environment, "environment");
        this.simulator = requireNonNull(simulator, "simulator");
        this.settingsFactory = new SettingsFactory(SettingsFactory::machineName);
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException when there is none, or anything is wrong with it
     */
    public Configuration load(Path file) {
        return load(file, secretFilesBeside(file));
    }

    /** Reads a file; which key files it named can be asked even where it turns out to be wrong. */
    Configuration load(Path file, SecretFiles secretFiles) {
        String name = file.toString();
        try (InputStream in = Files.newInputStream(file)) {
            return read(name, in.readNBytes(READ_MAX), secretFiles);
        } catch (NoSuchFileException e) {
            throw unreadable(name, "there is no such file");
        } catch (IOException e) {
            throw unreadable(name, "cannot be read: " + e.getMessage());
        }
    }

    /** Key files whose relative paths begin where the file is. */
    static SecretFiles secretFilesBeside(Path file) {
        Path absolute = file.toAbsolutePath();
        Path parent = absolute.getParent();
        return new SecretFiles(parent == null ? absolute : parent);
    }

    /** The configuration that holds where there is no file: models of the simulator. */
    public Configuration loadDefault() {
        try (InputStream in = ConfigurationLoader.class.getResourceAsStream(DEFAULT_RESOURCE)) {
            byte[] bytes = requireNonNull(in, DEFAULT_RESOURCE).readAllBytes();
            return read(DEFAULT_RESOURCE, bytes, new SecretFiles(Path.of("")));
        } catch (IOException e) {
            throw new IllegalStateException("resource " + DEFAULT_RESOURCE + " cannot be read", e);
        }
    }

    /** Reads a text; the files are those of its secrets. */
    Configuration read(String name, byte[] bytes, SecretFiles secretFiles) {
        Problems problems = new Problems();
        Section root = ConfigFile.read(name, bytes, environment, problems);
        Settings settings = problems.hasErrors() ? null : settingsFactory.settings(root, secretFiles, problems);
        BillingRules billing = new BillingFactory(problems).rules(root.section(RootKeys.BILLING));
        CatalogFactory factory = new CatalogFactory(secretFiles, problems, () -> simulatorAddress(settings, problems));
        Catalog catalog = factory.catalog(root, billing);
        problems.throwIfErrors();
        return new Configuration(
                requireNonNull(catalog),
                requireNonNull(settings),
                billing,
                root,
                problems.warnings(),
                secretFiles.read());
    }

    /** A configuration that is already known to be wrong must not start anything. */
    private UpstreamAddress simulatorAddress(@Nullable Settings settings, Problems problems) {
        return settings == null || problems.hasErrors() ? BuiltInSimulator.NOWHERE : simulator.address(settings);
    }

    private static ConfigException unreadable(String name, String message) {
        return new ConfigException(List.of(new Problem(new Place(name, 1, 1, ""), message)));
    }
}
