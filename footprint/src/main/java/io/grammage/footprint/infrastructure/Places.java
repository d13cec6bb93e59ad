package io.grammage.footprint.infrastructure;

import io.grammage.footprint.Zone;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Data centres by zone and region, and lifespans, as a data set of the operator has them. */
record Places(DataFile figures) {
    List<Zone> zones() {
        return figures.names("zone").stream().map(Zone::new).toList();
    }

    Hours lifespan(String what, Evidence evidence) {
        return Hours.ofYears(evidence.cited(figures.require("lifespan", what)).number("years"));
    }

    DataCentre zone(Zone zone, Evidence evidence) {
        Entry entry = evidence.cited(figures.require("zone", zone.code()));
        Entry country = evidence.cited(figures.require("country", entry.text("country")));
        DataCentre place = new DataCentre(
                zone,
                new Pue(entry.number("PUE")),
                entry.knows("WUE-L-per-kWh") ? new Wue(entry.number("WUE-L-per-kWh")) : null,
                new EmissionFactor(country.number("kgCO2eq-per-kWh")));
        if (place.wue() == null) {
            evidence.say("Water: the WUE of " + zone + " is not published; totals of water are partial without it.");
        }
        return place;
    }

    /**
     * The mean of the data centres of a zone's region, as Object Storage is counted (Scaleway, Object Storage
     * environmental footprint; whether the mean is weighted is not said). Its WUE is unknown where one of theirs is.
     */
    DataCentre region(Zone zone, Evidence evidence) {
        String region = zone.code().substring(0, zone.code().lastIndexOf('-'));
        List<DataCentre> members = zones().stream()
                .filter(member -> member.code().startsWith(region + "-"))
                .map(member -> zone(member, evidence))
                .toList();
        Pue pue = new Pue(members.stream()
                .mapToDouble(member -> member.pue().value())
                .average()
                .orElseThrow());
        evidence.say(
                "Region " + region + ": PUE and WUE are the plain means of its zones; no WUE where one is not known.");
        return new DataCentre(
                new Zone(region), pue, meanWue(members), members.getFirst().electricity());
    }

    private static @Nullable Wue meanWue(List<DataCentre> members) {
        List<Wue> known =
                members.stream().map(DataCentre::wue).filter(Objects::nonNull).toList();
        return known.size() < members.size()
                ? null
                : new Wue(
                        known.stream().mapToDouble(Wue::litresPerKwh).average().orElseThrow());
    }
}
