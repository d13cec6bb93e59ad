package io.grammage.gateway.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.grammage.footprint.Impacts;
import io.grammage.footprint.Phases;
import io.grammage.footprint.Range;
import io.grammage.gateway.ledger.Footprint;
import org.jspecify.annotations.Nullable;

/** Impacts as the API writes them: ranges, with usage and embodied where the method tells them apart. */
record ImpactsJson(
        Range energyKwh,
        PhasesJson gwpKgco2eq,
        PhasesJson adpeKgsbeq,
        PhasesJson peMj,
        @Nullable Range wcfL) {

    /** An indicator over the phases of a life cycle. */
    record PhasesJson(
            double min, double max, Range usage, @Nullable Range embodied) {
        static PhasesJson of(Phases phases) {
            Range total = phases.total();
            return new PhasesJson(total.min(), total.max(), phases.usage(), phases.embodied());
        }
    }

    /** Energy and emissions as ranges, in OpenGateLLM's older shape. */
    record Carbon(
            @JsonProperty("kWh") Range energy,
            @JsonProperty("kgCO2eq") Range emissions) {
        static final Carbon ZERO = new Carbon(Range.ZERO, Range.ZERO);

        static Carbon of(Impacts impacts) {
            return new Carbon(impacts.energy(), impacts.gwp().total());
        }
    }

    /** The middles of both ranges, in OpenGateLLM's newer shape. */
    record Middles(
            @JsonProperty("kWh") double energy,
            @JsonProperty("kgCO2eq") double emissions) {
        static final Middles ZERO = new Middles(0, 0);

        static Middles of(Impacts impacts) {
            return new Middles(impacts.energy().middle(), impacts.gwp().total().middle());
        }
    }

    /** A footprint that was estimated, and how. */
    record Estimated(
            String status,
            String method,
            @Nullable String zone,
            @JsonUnwrapped ImpactsJson impacts) {}

    /** A footprint that was not estimated, and why. */
    record NotEstimated(String status, String reason) {}

    static ImpactsJson of(Impacts impacts) {
        return new ImpactsJson(
                impacts.energy(),
                PhasesJson.of(impacts.gwp()),
                PhasesJson.of(impacts.adpe()),
                PhasesJson.of(impacts.pe()),
                impacts.wcf());
    }

    /** The footprint of a call, or the reason for none. */
    static Object footprint(Footprint footprint, @Nullable String zone) {
        return switch (footprint) {
            case Footprint.Estimated(String method, Impacts impacts) ->
                new Estimated("estimated", method, zone, of(impacts));
            case Footprint.NotEstimated(Footprint.Reason reason) ->
                new NotEstimated("not_estimated", reason.sentence());
        };
    }

    /** The impacts of a call, or null where they were not estimated. */
    static @Nullable Impacts impactsOf(Footprint footprint) {
        return switch (footprint) {
            case Footprint.Estimated estimated -> estimated.impacts();
            case Footprint.NotEstimated none -> null;
        };
    }
}
