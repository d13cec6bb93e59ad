package io.grammage.gateway.app;

import io.grammage.footprint.Assumptions;
import io.grammage.footprint.Estimate;
import io.grammage.footprint.Impacts;
import io.grammage.footprint.Phases;
import io.grammage.footprint.Range;
import io.grammage.footprint.Zone;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An estimate as a person reads it, and as a program does. */
record FootprintReport(Estimate estimate, Zone zone, Assumptions assumptions) {
    private static final String ROW = "%-30s %14s %14s  %s%n";

    /** A table with ranges, and the assumptions below it. Figures have four significant digits. */
    String table() {
        Impacts impacts = estimate.impacts();
        StringBuilder text = new StringBuilder(1_024);
        text.append(String.format(Locale.ROOT, ROW, "", "minimum", "maximum", "unit"));
        row(text, "energy", impacts.energy(), "kWh");
        phases(text, "greenhouse gases (GWP)", impacts.gwp(), "kgCO2eq");
        phases(text, "minerals and metals (ADPe)", impacts.adpe(), "kgSbeq");
        phases(text, "primary energy (PE)", impacts.pe(), "MJ");
        row(text, "water (WCF)", impacts.wcf(), "L");
        text.append(System.lineSeparator());
        assumptions.sentences().forEach(sentence -> text.append(sentence).append(System.lineSeparator()));
        return text.toString().stripTrailing();
    }

    private static void phases(StringBuilder text, String name, Phases phases, String unit) {
        row(text, name, phases.total(), unit);
        row(text, "  usage", phases.usage(), unit);
        row(text, "  embodied", phases.embodied(), unit);
    }

    private static void row(StringBuilder text, String name, @Nullable Range range, String unit) {
        String min = range == null ? "not estimated" : String.format(Locale.ROOT, "%.4g", range.min());
        String max = range == null ? "" : String.format(Locale.ROOT, "%.4g", range.max());
        text.append(String.format(Locale.ROOT, ROW, name, min, max, unit));
    }

    /** All indicators with usage and embodied, at full precision; what is not estimated is null. */
    String json() {
        JsonMapper mapper = JsonMapper.shared();
        Impacts impacts = estimate.impacts();
        ObjectNode json = mapper.createObjectNode();
        json.put("method", estimate.methodId());
        json.put("zone", zone.code());
        range(json, "energy_kwh", impacts.energy());
        phases(json, "gwp_kgco2eq", impacts.gwp());
        phases(json, "adpe_kgsbeq", impacts.adpe());
        phases(json, "pe_mj", impacts.pe());
        range(json, "wcf_l", impacts.wcf());
        assumptions.sentences().forEach(json.putArray("assumptions")::add);
        return json.toPrettyString();
    }

    private static void phases(ObjectNode json, String name, Phases phases) {
        ObjectNode node = json.putObject(name);
        node.put("min", phases.total().min()).put("max", phases.total().max());
        range(node, "usage", phases.usage());
        range(node, "embodied", phases.embodied());
    }

    private static void range(ObjectNode json, String name, @Nullable Range range) {
        if (range == null) {
            json.putNull(name);
        } else {
            json.putObject(name).put("min", range.min()).put("max", range.max());
        }
    }
}
