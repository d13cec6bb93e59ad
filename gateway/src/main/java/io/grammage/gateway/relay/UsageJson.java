package io.grammage.gateway.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.grammage.footprint.Impacts;
import io.grammage.footprint.Phases;
import io.grammage.footprint.Range;
import io.grammage.gateway.ledger.Footprint;
import io.grammage.gateway.ledger.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway adds to the {@code usage} of an answer: cost, carbon, impacts and footprint, as the members of a JSON
 * object without its braces. Numbers are written with all their digits.
 */
final class UsageJson {
    private final boolean zeroCarbonWhenNotEstimated;

    UsageJson(boolean zeroCarbonWhenNotEstimated) {
        this.zeroCarbonWhenNotEstimated = zeroCarbonWhenNotEstimated;
    }

    /** For example {@code "cost":0.0001,"carbon":{...},"impacts":{...},"footprint":{...}}. */
    byte[] members(Usage usage, String zone) {
        StringBuilder json = new StringBuilder(768);
        json.append("\"cost\":")
                .append(usage.charge().total().amount().stripTrailingZeros().toPlainString());
        switch (usage.footprint()) {
            case Footprint.Estimated estimated -> {
                appendCarbon(json, estimated.impacts());
                appendFootprint(json, estimated, zone);
            }
            case Footprint.NotEstimated none -> {
                json.append(zeroCarbonWhenNotEstimated ? ZERO_CARBON : NULL_CARBON);
                json.append(",\"footprint\":{\"status\":\"not_estimated\",\"reason\":\"")
                        .append(none.reason().sentence())
                        .append("\"}");
            }
        }
        return json.toString().getBytes(US_ASCII);
    }

    private static final String ZERO_CARBON = ",\"carbon\":{\"kWh\":{\"min\":0.0,\"max\":0.0},"
            + "\"kgCO2eq\":{\"min\":0.0,\"max\":0.0}},\"impacts\":{\"kWh\":0.0,\"kgCO2eq\":0.0}";
    private static final String NULL_CARBON = ",\"carbon\":null,\"impacts\":null";

    private static void appendCarbon(StringBuilder json, Impacts impacts) {
        Range energy = impacts.energy();
        Range gwp = impacts.gwp().total();
        json.append(",\"carbon\":{\"kWh\":");
        appendRange(json, energy);
        json.append(",\"kgCO2eq\":");
        appendRange(json, gwp);
        json.append("},\"impacts\":{\"kWh\":")
                .append(energy.middle())
                .append(",\"kgCO2eq\":")
                .append(gwp.middle())
                .append('}');
    }

    private static void appendFootprint(StringBuilder json, Footprint.Estimated estimated, String zone) {
        Impacts impacts = estimated.impacts();
        json.append(",\"footprint\":{\"status\":\"estimated\",\"method\":\"")
                .append(estimated.method())
                .append("\",\"zone\":\"")
                .append(zone)
                .append("\",\"energy_kwh\":");
        appendRange(json, impacts.energy());
        appendPhases(json, "gwp_kgco2eq", impacts.gwp());
        appendPhases(json, "adpe_kgsbeq", impacts.adpe());
        appendPhases(json, "pe_mj", impacts.pe());
        json.append(",\"wcf_l\":");
        appendRange(json, impacts.wcf());
        json.append('}');
    }

    private static void appendPhases(StringBuilder json, String name, Phases phases) {
        Range total = phases.total();
        json.append(",\"").append(name).append("\":{\"min\":").append(total.min());
        json.append(",\"max\":").append(total.max());
        json.append(",\"usage\":");
        appendRange(json, phases.usage());
        json.append(",\"embodied\":");
        appendRange(json, phases.embodied());
        json.append('}');
    }

    private static void appendRange(StringBuilder json, @Nullable Range range) {
        if (range == null) {
            json.append("null");
        } else {
            json.append("{\"min\":")
                    .append(range.min())
                    .append(",\"max\":")
                    .append(range.max())
                    .append('}');
        }
    }
}
