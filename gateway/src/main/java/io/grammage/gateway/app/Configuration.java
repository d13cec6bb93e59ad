package io.grammage.gateway.app;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.billing.BillingRules;
import io.grammage.gateway.catalog.Catalog;
import io.grammage.gateway.config.Problem;
import io.grammage.gateway.config.Section;
import java.nio.file.Path;
import java.util.List;

/**
 * A configuration that was found to be right.
 *
 * @param source the values as they were written
 * @param warnings what is right but may not be meant
 * @param secretFiles the files that its secrets were read from
 */
public record Configuration(
        Catalog catalog,
        Settings settings,
        BillingRules billing,
        Section source,
        List<Problem> warnings,
        List<Path> secretFiles) {
    public Configuration {
        requireNonNull(catalog, "catalog");
        requireNonNull(settings, "settings");
        requireNonNull(billing, "billing");
        requireNonNull(source, "source");
        warnings = List.copyOf(warnings);
        secretFiles = List.copyOf(secretFiles);
    }
}
