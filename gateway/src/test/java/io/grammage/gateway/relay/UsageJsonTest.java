package io.grammage.gateway.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.footprint.Impacts;
import io.grammage.footprint.Phases;
import io.grammage.footprint.Range;
import io.grammage.gateway.kernel.Charge;
import io.grammage.gateway.kernel.ChargeLine;
import io.grammage.gateway.kernel.PriceId;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.Footprint;
import io.grammage.gateway.ledger.Usage;
import io.grammage.gateway.testing.SampleModels;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class UsageJsonTest {
    /** Numbers that no shorter decimal spells. */
    private static final Impacts IMPACTS = Impacts.of(
            new Range(Math.PI / 1e5, 0.1 + 0.2),
            new Phases(new Range(1.0 / 3, 2.0 / 3), new Range(1e-7, Math.nextUp(1e-7))),
            new Phases(new Range(1e-13, 2e-13), null),
            new Phases(new Range(0, Double.MIN_VALUE), Range.of(1234567.890123)),
            new Range(0.25, 1e21));

    private static final Footprint NOT_ESTIMATED = new Footprint.NotEstimated(Footprint.Reason.NO_PARAMETERS);

    @Test
    void writesEveryFigureWithAllItsDigits() {
        JsonNode json = members(new UsageJson(true), usage("0.5", new Footprint.Estimated("ecologits-0.9", IMPACTS)));

        assertThat(json.propertyNames()).containsExactly("cost", "carbon", "impacts", "footprint");
        isRange(json.at("/carbon/kWh"), IMPACTS.energy());
        isRange(json.at("/carbon/kgCO2eq"), IMPACTS.gwp().total());
        assertThat(json.at("/impacts/kWh").doubleValue())
                .isEqualTo(IMPACTS.energy().middle());
        assertThat(json.at("/impacts/kgCO2eq").doubleValue())
                .isEqualTo(IMPACTS.gwp().total().middle());
        JsonNode footprint = json.path("footprint");
        assertThat(footprint.propertyNames())
                .containsExactly(
                        "status", "method", "zone", "energy_kwh", "gwp_kgco2eq", "adpe_kgsbeq", "pe_mj", "wcf_l");
        assertThat(footprint.path("status").stringValue()).isEqualTo("estimated");
        assertThat(footprint.path("method").stringValue()).isEqualTo("ecologits-0.9");
        assertThat(footprint.path("zone").stringValue()).isEqualTo("FRA");
        isRange(footprint.path("energy_kwh"), IMPACTS.energy());
        isPhases(footprint.path("gwp_kgco2eq"), IMPACTS.gwp());
        isPhases(footprint.path("adpe_kgsbeq"), IMPACTS.adpe());
        isPhases(footprint.path("pe_mj"), IMPACTS.pe());
        isRange(footprint.path("wcf_l"), new Range(0.25, 1e21));
    }

    @Test
    void whatAMethodDoesNotHaveIsNullAndNeverZero() {
        Impacts withoutWater = Impacts.of(IMPACTS.energy(), IMPACTS.gwp(), IMPACTS.adpe(), IMPACTS.pe(), null);
        JsonNode footprint = members(
                        new UsageJson(true), usage("0", new Footprint.Estimated("ecologits-0.8", withoutWater)))
                .path("footprint");

        assertThat(footprint.path("wcf_l").isNull()).isTrue();
        assertThat(footprint.at("/adpe_kgsbeq/embodied").isNull()).isTrue();
        isRange(footprint.at("/adpe_kgsbeq/usage"), new Range(1e-13, 2e-13));
    }

    @Test
    void withoutAnEstimateTheOldMembersAreZerosOrNullAsIsSet() {
        JsonNode zeros = members(new UsageJson(true), usage("0.5", NOT_ESTIMATED));
        assertThat(zeros.path("carbon").toString())
                .isEqualTo("{\"kWh\":{\"min\":0.0,\"max\":0.0},\"kgCO2eq\":{\"min\":0.0,\"max\":0.0}}");
        assertThat(zeros.path("impacts").toString()).isEqualTo("{\"kWh\":0.0,\"kgCO2eq\":0.0}");

        JsonNode nulls = members(new UsageJson(false), usage("0.5", NOT_ESTIMATED));
        assertThat(nulls.path("carbon").isNull()).isTrue();
        assertThat(nulls.path("impacts").isNull()).isTrue();

        for (JsonNode json : List.of(zeros, nulls)) {
            assertThat(json.path("footprint").toString())
                    .isEqualTo("{\"status\":\"not_estimated\",\"reason\":\"" + Footprint.Reason.NO_PARAMETERS.sentence()
                            + "\"}");
            assertThat(json.path("cost").decimalValue()).isEqualByComparingTo("0.5");
        }
    }

    /** Clients exist that read money with a decimal parser which knows no exponent. */
    @ParameterizedTest
    @CsvSource({"0, 0", "0.000000000001, 0.000000000001", "0.50, 0.5", "1E+3, 1000", "12345678.900000, 12345678.9"})
    void costIsAPlainDecimal(String amount, String written) {
        String json = new String(new UsageJson(true).members(usage(amount, NOT_ESTIMATED), "FRA"), UTF_8);

        assertThat(json).startsWith("\"cost\":" + written + ",\"carbon\":");
    }

    @Test
    void everyReasonIsFitForJson() {
        for (Footprint.Reason reason : Footprint.Reason.values()) {
            JsonNode json = members(new UsageJson(true), usage("0", new Footprint.NotEstimated(reason)));
            assertThat(json.at("/footprint/reason").stringValue()).isEqualTo(reason.sentence());
        }
    }

    private static JsonNode members(UsageJson writer, Usage usage) {
        return JsonMapper.shared().readTree("{" + new String(writer.members(usage, "FRA"), UTF_8) + "}");
    }

    private static Usage usage(String cost, Footprint footprint) {
        ChargeLine line = new ChargeLine(UsageUnit.INPUT, 1, new PriceId(7), new BigDecimal(cost));
        return new Usage(
                Consumption.reported(TokenCounts.of(1, 1)), new Charge(SampleModels.EUR, List.of(line)), footprint);
    }

    private static void isRange(JsonNode json, Range range) {
        assertThat(json.propertyNames()).startsWith("min", "max");
        assertThat(json.path("min").doubleValue()).isEqualTo(range.min());
        assertThat(json.path("max").doubleValue()).isEqualTo(range.max());
    }

    private static void isPhases(JsonNode json, Phases phases) {
        assertThat(json.propertyNames()).containsExactly("min", "max", "usage", "embodied");
        isRange(json, phases.total());
        isRange(json.path("usage"), phases.usage());
        Range embodied = phases.embodied();
        if (embodied != null) {
            isRange(json.path("embodied"), embodied);
        }
    }
}
