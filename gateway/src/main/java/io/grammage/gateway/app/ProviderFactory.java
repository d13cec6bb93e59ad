package io.grammage.gateway.app;

import io.grammage.gateway.catalog.Hosting;
import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.catalog.ProviderType;
import io.grammage.gateway.catalog.Safeguards;
import io.grammage.gateway.catalog.StreamUsage;
import io.grammage.gateway.catalog.Timeouts;
import io.grammage.gateway.catalog.UpstreamAddress;
import io.grammage.gateway.config.Problems;
import io.grammage.gateway.config.ProviderKeys;
import io.grammage.gateway.config.Section;
import io.grammage.gateway.kernel.Secret;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes providers of their sections. */
final class ProviderFactory {
    private final HostingFactory hosting;
    private final SecretFiles secretFiles;
    private final Supplier<UpstreamAddress> simulator;
    private final SafeguardsFactory safeguards;
    private final Problems problems;

    ProviderFactory(
            HostingFactory hosting, SecretFiles secretFiles, Supplier<UpstreamAddress> simulator, Problems problems) {
        this.hosting = hosting;
        this.secretFiles = secretFiles;
        this.simulator = simulator;
        this.safeguards = new SafeguardsFactory(problems);
        this.problems = problems;
    }

    /**
     * The provider, or null when something in its section does not fit.
     *
     * @param defaultId its id unless it has one of its own
     */
    @Nullable
    Provider provider(Section section, String defaultId) {
        ProviderType type = ProviderType.fromWire(section.value(ProviderKeys.TYPE));
        String id = section.find(ProviderKeys.ID);
        String streamUsage = section.find(ProviderKeys.STREAM_USAGE);
        Secret key = key(section);
        Timeouts timeouts = timeouts(section);
        Hosting site = hosting.hosting(section);
        UpstreamAddress address = address(section, type);
        if (site == null || address == null) {
            return null;
        }
        Safeguards spared = safeguards.safeguards(section, address.basePath() + type.healthPath());
        if (spared == null) {
            return null;
        }
        return new Provider(
                id == null ? defaultId : id,
                type,
                address,
                section.value(ProviderKeys.MODEL_NAME),
                key,
                timeouts,
                spared,
                streamUsage == null ? type.defaultStreamUsage() : StreamUsage.fromWire(streamUsage),
                section.value(ProviderKeys.WEIGHT),
                site);
    }

    private @Nullable UpstreamAddress address(Section section, ProviderType type) {
        String url = section.find(ProviderKeys.URL);
        if (url == null && type == ProviderType.SIMULATOR) {
            return simulator.get();
        }
        String effective = url == null ? type.defaultUrl().orElse(null) : url;
        if (effective == null) {
            problems.error(
                    section.placeOf(ProviderKeys.URL),
                    "missing (expected: the address of the server, as there is no public service of type "
                            + type.wireName() + ")");
            return null;
        }
        try {
            return UpstreamAddress.parse(effective);
        } catch (IllegalArgumentException e) {
            problems.error(section.placeOf(ProviderKeys.URL), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable Secret key(Section section) {
        if (section.has(ProviderKeys.KEY) && section.has(ProviderKeys.KEY_FILE)) {
            problems.error(section.placeOf(ProviderKeys.KEY_FILE), "there is a key too (expected: one of them)");
        }
        Secret fromFile = secretFiles.secret(section, ProviderKeys.KEY_FILE, problems);
        return fromFile == null ? section.find(ProviderKeys.KEY) : fromFile;
    }

    private Timeouts timeouts(Section section) {
        Section parts = section.section(ProviderKeys.TIMEOUTS);
        Duration total = section.find(ProviderKeys.TIMEOUT);
        if (total != null && parts.has(ProviderKeys.Timeouts.TOTAL)) {
            problems.error(
                    section.placeOf(ProviderKeys.TIMEOUT),
                    "means the same as timeouts.total, which is there too (expected: one of them)");
        }
        return new Timeouts(
                parts.value(ProviderKeys.Timeouts.CONNECT),
                parts.value(ProviderKeys.Timeouts.FIRST_BYTE),
                parts.value(ProviderKeys.Timeouts.IDLE),
                total == null ? parts.value(ProviderKeys.Timeouts.TOTAL) : total);
    }
}
