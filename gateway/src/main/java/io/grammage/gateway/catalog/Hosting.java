package io.grammage.gateway.catalog;

import static java.util.Objects.requireNonNull;

import io.grammage.footprint.Zone;

/** Where and on what a provider runs, as far as its footprint is concerned. */
public record Hosting(Zone zone) {
    public Hosting {
        requireNonNull(zone, "zone");
    }
}
