package io.grammage.footprint;

import io.grammage.footprint.internal.Nearest;
import io.grammage.footprint.internal.ResourceLines;
import io.grammage.footprint.internal.Words;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/** Electricity mixes by zone. Immutable; the published sets are read when first asked for. */
public final class ElectricityMixes {
    private final Map<Zone, ElectricityMix> byZone;

    private ElectricityMixes(Map<Zone, ElectricityMix> byZone) {
        this.byZone = Collections.unmodifiableMap(byZone);
    }

    /** The 50 zones of EcoLogits 0.9, with water. */
    public static ElectricityMixes ecologits09() {
        return EcoLogits09Mixes.MIXES;
    }

    /** The 138 zones of EcoLogits 0.8, without water. */
    public static ElectricityMixes ecologits08() {
        return EcoLogits08Mixes.MIXES;
    }

    public Optional<ElectricityMix> find(Zone zone) {
        return Optional.ofNullable(byZone.get(zone));
    }

    /**
     * The mix of a zone that has to be known.
     *
     * @throws FootprintException if it is not; the message has the nearest zones and all known ones
     */
    public ElectricityMix require(Zone zone) {
        ElectricityMix mix = byZone.get(zone);
        if (mix != null) {
            return mix;
        }
        List<String> codes = byZone.keySet().stream().map(Zone::code).toList();
        List<String> nearest = Nearest.to(zone.code(), codes, 3);
        throw new FootprintException("zone: \"" + zone + "\""
                + (nearest.isEmpty() ? "" : ", did you mean " + String.join(" or ", nearest) + "?")
                + " (expected one of: " + codes.stream().sorted().collect(Collectors.joining(", ")) + ")");
    }

    /** All zones there are, in the order of the file, added ones last. */
    public SequencedSet<Zone> known() {
        return Collections.unmodifiableSequencedSet(new LinkedHashSet<>(byZone.keySet()));
    }

    /** These and one more, which takes the place of the mix of its zone if there is one. */
    public ElectricityMixes with(ElectricityMix mix) {
        Map<Zone, ElectricityMix> extended = new LinkedHashMap<>(byZone);
        extended.put(mix.zone(), mix);
        return new ElectricityMixes(extended);
    }

    private static ElectricityMixes load(String resource, boolean water, String source) {
        Map<Zone, ElectricityMix> mixes = new LinkedHashMap<>();
        ResourceLines.read(ElectricityMixes.class, resource, words -> {
            ElectricityMix mix = mix(words, water, source);
            if (mixes.putIfAbsent(mix.zone(), mix) != null) {
                throw new FootprintException("zone: \"" + mix.zone() + "\" (expected: once)");
            }
        });
        return new ElectricityMixes(mixes);
    }

    private static ElectricityMix mix(Words words, boolean water, String source) {
        words.expect("mix");
        Zone zone = new Zone(words.next("a zone"));
        words.expect("gwp");
        double gwp = words.number("gwp in kgCO2eq per kWh");
        words.expect("adpe");
        double adpe = words.number("adpe in kgSbeq per kWh");
        words.expect("pe");
        double pe = words.number("pe in MJ per kWh");
        Double wue = null;
        if (water) {
            words.expect("wue");
            wue = words.number("wue in L per kWh");
        }
        return new ElectricityMix(zone, adpe, pe, gwp, wue, source);
    }

    /** Holds the set from its first use on. */
    private static final class EcoLogits09Mixes {
        static final ElectricityMixes MIXES = load(
                "ecologits/electricity-mixes-0.9.txt",
                true,
                "EcoLogits 0.9 (Our World in Data, ADEME Base Empreinte, World Resources Institute)");
    }

    /** Holds the set from its first use on. */
    private static final class EcoLogits08Mixes {
        static final ElectricityMixes MIXES =
                load("ecologits/electricity-mixes-0.8.txt", false, "EcoLogits 0.8 (ADEME Base Empreinte)");
    }
}
