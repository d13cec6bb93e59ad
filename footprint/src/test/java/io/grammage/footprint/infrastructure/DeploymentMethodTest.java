package io.grammage.footprint.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grammage.footprint.FootprintException;
import io.grammage.footprint.Range;
import io.grammage.footprint.Zone;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeploymentMethodTest {
    private static final DeploymentMethod METHOD = DeploymentMethod.latest();
    private static final Zone PARIS = new Zone("fr-par-2");
    private static final Zone AMSTERDAM = new Zone("nl-ams-2");
    private static final Hours HOUR = new Hours(1);
    private static final DeploymentInput INPUT = DeploymentInput.of("H100-SXM-4", 2, PARIS, new Hours(730));

    private static Total component(Footprint footprint, Component component) {
        return footprint.total(line -> line.component() == component);
    }

    private static Range kg(Total total) {
        return Objects.requireNonNull(total.carbon()).kg();
    }

    private static Resource server(double kgPerHour, double watts) {
        return Resource.of(Map.of(Step.SERVER, new Load(CarbonRate.ofKgPerHour(kgPerHour), Power.ofWatts(watts))));
    }

    @Test
    void hasALineForEachComponentStepAndPhaseOnce() {
        Footprint footprint = METHOD.footprint(INPUT.withImportedModel(DataSize.parse("140GB")));
        // Five steps have both phases, three have one.
        assertThat(footprint.lines()).hasSize(Component.values().length * 13);
        record Place(Component component, Step step, Phase phase) {}
        assertThat(footprint.lines().stream().map(line -> new Place(line.component(), line.step(), line.phase())))
                .doesNotHaveDuplicates();
    }

    @Test
    void addsUpByComponentStepAndPhase() {
        Footprint footprint = METHOD.footprint(INPUT.withImportedModel(DataSize.parse("140GB")));
        List<Total> byPhase = new ArrayList<>();
        for (Phase phase : List.of(Phase.MANUFACTURING, Phase.USE)) {
            byPhase.add(footprint.total(line -> line.phase() == phase));
        }
        double sum = byPhase.stream().mapToDouble(total -> kg(total).max()).sum();
        assertThat(Math.abs(sum / kg(footprint.total()).max() - 1)).isLessThan(1e-12);
        // Nothing of these is known, which is not the same as zero.
        assertThat(footprint.total(line -> line.phase() == Phase.NON_IT).carbon())
                .isNull();
        assertThat(footprint.total(line -> line.step() == Step.STOCK))
                .isEqualTo(new Total(null, false, null, true, null, false));
    }

    @Test
    void countsManufacturingOfHostAndGpusByTheirLifespan() {
        Footprint footprint = METHOD.footprint(DeploymentInput.of("H100-SXM-8", 1, PARIS, HOUR));
        Range kg = kg(footprint.total(line -> line.component() == Component.NODES
                && line.step() == Step.SERVER
                && line.phase() == Phase.MANUFACTURING));
        // 4,060.6 kg with NVIDIA's GPUs, 7,350.2 kg with Boavizta's, over 52,560 hours.
        assertThat(kg).isEqualTo(Range.of((2748.6 + 8 * 164) / 52_560, (2748.6 + 8 * 575.2) / 52_560));
    }

    @Test
    void saysWhereThereIsNoPrice() {
        assertThat(METHOD.footprint(DeploymentInput.of("B300-SXM-8", 1, PARIS, HOUR))
                        .assumptions())
                .contains("No price: none was found for dedicated deployments of B300-SXM-8.");
        assertThat(METHOD.footprint(INPUT).assumptions()).noneMatch(sentence -> sentence.startsWith("No price"));
    }

    @Test
    void isNeverCompleteByDefaultAndSaysWhatIsMissing() {
        Footprint footprint = METHOD.footprint(INPUT);
        assertThat(footprint.total().carbonPartial()).isTrue();
        assertThat(footprint.notEstimated().keySet())
                .containsExactly(Component.NODES, Component.INFERENCE_INFRASTRUCTURE, Component.CONTROL_PLANE);
        assertThat(footprint.notEstimated().get(Component.NODES))
                .containsExactly(
                        Step.NETWORK_BACKBONE, Step.NETWORK_FABRIC, Step.NETWORK_LEAVES, Step.STOCK, Step.NON_IT);
        assertThat(footprint.notEstimated().get(Component.CONTROL_PLANE))
                .doesNotContain(Step.SERVER)
                .hasSize(Step.values().length - 1);
        assertThat(footprint.assumptions()).anyMatch(sentence -> sentence.startsWith("Steps that are not estimated:"));
    }

    @Test
    void tellsElectricityWithThePueOnce() {
        Footprint footprint = METHOD.footprint(INPUT);
        Total total = footprint.total();
        Range kwh = Objects.requireNonNull(total.electricity()).kwh();
        assertThat(total.electricityPartial()).isTrue();
        // Carbon of use is electricity times the grid's factor; water is IT energy, so without the PUE, times the WUE.
        Range use = kg(footprint.total(line -> line.phase() == Phase.USE));
        assertThat(use.max() / kwh.max()).isEqualTo(0.044, within(1e-12));
        Range litres = Objects.requireNonNull(total.water()).litres();
        assertThat(litres.min() / kwh.min()).isEqualTo(0.25 / 1.16, within(1e-12));
        assertThat(footprint.total(line -> line.phase() == Phase.MANUFACTURING).electricity())
                .isNull();
    }

    @Test
    void isCompleteWhereEverythingIsGiven() {
        Map<Step, Load> everything = new EnumMap<>(Step.class);
        Load oneGram = new Load(CarbonRate.ofKgPerHour(0.001), Power.NONE);
        for (Step step : Step.values()) {
            everything.put(step, oneGram);
        }
        Resource whole = Resource.of(everything);
        everything.remove(Step.SERVER);
        Overrides overrides = Overrides.NONE
                .withSurroundings(new Surroundings(Map.of(), everything))
                .withInfrastructure(whole)
                .withControlPlane(whole);
        Footprint footprint = METHOD.footprint(INPUT.withHours(HOUR).withOverrides(overrides));
        assertThat(footprint.total().carbonPartial()).isFalse();
        assertThat(footprint.total().waterPartial()).isFalse();
        // Seven steps around the server: five are shared by the half host that a node is, two are not; for two nodes.
        double surroundings = kg(footprint.total(
                        line -> line.component() == Component.NODES && line.step() != Step.SERVER))
                .min();
        assertThat(surroundings).isEqualTo(0.001 * 2 * (5 * 0.5 + 2), within(1e-15));
        assertThat(footprint.assumptions()).noneMatch(sentence -> sentence.startsWith("Steps that are not estimated"));
    }

    @Test
    void leavesWaterAbsentWhereTheWueIsUnknown() {
        Footprint footprint = METHOD.footprint(INPUT.withZone(AMSTERDAM));
        assertThat(footprint.lines()).allMatch(line -> line.water() == null);
        assertThat(footprint.total().water()).isNull();
        assertThat(footprint.total().waterPartial()).isTrue();
        assertThat(footprint.assumptions())
                .contains("Water: the WUE of nl-ams-2 is not published; totals of water are partial without it.");
    }

    @Test
    void marksWaterAsPartialWhereThatOfTheRegionIsUnknown() {
        // nl-ams-1 has a WUE; Object Storage is of the region, whose other zones have none.
        Footprint footprint =
                METHOD.footprint(INPUT.withZone(new Zone("nl-ams-1")).withImportedModel(DataSize.parse("1GB")));
        assertThat(component(footprint, Component.MODEL_STORAGE).water()).isNull();
        assertThat(component(footprint, Component.MODEL_STORAGE).waterPartial()).isTrue();
        assertThat(footprint.total().water()).isNotNull();
    }

    @Test
    void printsTheSourceOfWhateverNobodyPublishes() {
        List<String> sentences = METHOD.footprint(INPUT).assumptions();
        assertThat(sentences)
                .anyMatch(sentence -> sentence.startsWith("Assumption: gpu-power average: of design power 0.54..1 (")
                        && sentence.contains("does not publish it"))
                .anyMatch(sentence -> sentence.startsWith("Assumption: control-plane node: units 1..4 (")
                        && sentence.contains("does not publish it"))
                .anyMatch(
                        sentence -> sentence.startsWith("Assumption: infrastructure deployment: instances 4, units 7 (")
                                && sentence.contains("does not publish its size"))
                .anyMatch(sentence -> sentence.startsWith("Assumption: building data-centre"))
                .anyMatch(sentence -> sentence.startsWith("Assumption: cross-functional-it instance"))
                .anyMatch(sentence -> sentence.startsWith("Assumption: host h100-sxm"));
        assertThat(METHOD.footprint(INPUT).dataSets())
                .extracting(DataSet::name)
                .containsExactly(
                        "scaleway-2026-03",
                        "scaleway-nodes-2026-10",
                        "boavizta-2.4.1",
                        "nvidia-pcf-2025",
                        "grammage-defaults-2026-11");
    }

    @Test
    void takesWhatTheOperatorKnows() {
        Overrides overrides = Overrides.NONE
                .withGpuPower(Power.ofWatts(400))
                .withGpuManufacturing("boavizta-2.4.1")
                .withControlPlane(server(0.001, 0))
                .withInfrastructure(server(0.5, 0));
        Footprint footprint = METHOD.footprint(INPUT.withHours(HOUR).withOverrides(overrides));
        assertThat(kg(component(footprint, Component.INFERENCE_INFRASTRUCTURE))).isEqualTo(Range.of(0.5));
        assertThat(kg(component(footprint, Component.CONTROL_PLANE))).isEqualTo(Range.of(0.002));
        assertThat(footprint.assumptions())
                .contains(
                        "GPU power: 400 W on average, as given.",
                        "Control plane, for each node as given: server 0 W and 0.001 kgCO2eq per hour.",
                        "Inference infrastructure, as given: server 0 W and 0.5 kgCO2eq per hour.")
                .noneMatch(sentence -> sentence.startsWith("Assumption: gpu-power"))
                .noneMatch(sentence -> sentence.startsWith("Assumption: control-plane"))
                .noneMatch(sentence -> sentence.startsWith("Assumption: infrastructure"));
        assertThat(footprint.dataSets()).extracting(DataSet::name).doesNotContain("nvidia-pcf-2025");
        Range manufacturing = kg(footprint.total(line -> line.component() == Component.NODES
                && line.step() == Step.SERVER
                && line.phase() == Phase.MANUFACTURING));
        assertThat(manufacturing.isSingle()).isTrue();
    }

    @Test
    void keepsTheOlderDataSetForOlderReports() {
        DeploymentMethod older = DeploymentMethod.byDataSet("scaleway-2025-06");
        assertThat(older.zones()).hasSize(9).doesNotContain(new Zone("it-mil-1"));
        Total then = older.footprint(INPUT).total(line -> line.phase() == Phase.USE);
        Total now = METHOD.footprint(INPUT).total(line -> line.phase() == Phase.USE);
        assertThat(kg(then).min() / kg(now).min()).isEqualTo(0.056 / 0.044, within(1e-12));
        assertThat(older.footprint(INPUT).dataSets()).extracting(DataSet::name).contains("scaleway-2025-06");
    }

    @Test
    void knowsNodeTypesByShortNameAndByInstance() {
        assertThat(METHOD.footprint(DeploymentInput.of("H100-SXM-4-80G", 2, PARIS, new Hours(730))))
                .isEqualTo(METHOD.footprint(INPUT));
        Map<String, NodeType> types =
                DeploymentMethod.nodeTypes().stream().collect(Collectors.toMap(NodeType::name, type -> type));
        assertThat(types).hasSize(15);
        assertThat(Objects.requireNonNull(types.get("H100-SXM-8")).eurosPerHour())
                .isEqualTo(new BigDecimal("30.06"));
        assertThat(Objects.requireNonNull(types.get("B300-SXM-8")).eurosPerHour())
                .isNull();
        Set<String> priced = new HashSet<>();
        types.values().stream().filter(type -> type.eurosPerHour() != null).forEach(type -> priced.add(type.name()));
        assertThat(priced)
                .containsExactlyInAnyOrder("L4", "L40S", "H100", "H100-2", "H100-SXM-2", "H100-SXM-4", "H100-SXM-8");
    }

    @Test
    void computesEveryNodeTypeInEveryZone() {
        assertThat(METHOD.zones()).hasSize(10);
        for (NodeType type : DeploymentMethod.nodeTypes()) {
            for (Zone zone : METHOD.zones()) {
                Footprint footprint = METHOD.footprint(DeploymentInput.of(type.name(), 1, zone, HOUR));
                assertThat(kg(footprint.total()).min())
                        .as("%s in %s", type.name(), zone)
                        .isBetween(0.01, 10.0);
            }
        }
    }

    @Test
    void refusesWhatItDoesNotKnowAndListsWhatItDoes() {
        assertThatThrownBy(() -> METHOD.footprint(INPUT.withZone(new Zone("fr-par-4"))))
                .isInstanceOf(FootprintException.class)
                .hasMessage("zone: \"fr-par-4\", did you mean fr-par-1 or fr-par-2 or fr-par-3? (expected one of:"
                        + " fr-par-1, fr-par-2, fr-par-3, nl-ams-1, nl-ams-2, nl-ams-3, pl-waw-1, pl-waw-2, pl-waw-3,"
                        + " it-mil-1)");
        assertThatThrownBy(() -> METHOD.footprint(DeploymentInput.of("H200", 1, PARIS, HOUR)))
                .isInstanceOf(FootprintException.class)
                .hasMessageStartingWith("node type: \"H200\", did you mean H100")
                .hasMessageEndingWith("(expected one of: L4, L4-2, L4-4, L4-8, L40S, L40S-2, L40S-4, L40S-8, H100,"
                        + " H100-2, H100-SXM-2, H100-SXM-4, H100-SXM-8, B300-SXM-8, RENDER-S)");
        assertThatThrownBy(() -> DeploymentMethod.byDataSet("scaleway-2024"))
                .isInstanceOf(FootprintException.class)
                .hasMessageContaining("(expected one of: scaleway-2026-03, scaleway-2025-06)");
        assertThatThrownBy(() -> METHOD.footprint(INPUT.withOverrides(Overrides.NONE.withGpuManufacturing("guessed"))))
                .isInstanceOf(FootprintException.class)
                .hasMessage("manufacturing of GPU H100-SXM by data set: \"guessed\""
                        + " (expected one of: nvidia-pcf-2025, boavizta-2.4.1)");
        assertThatThrownBy(() -> METHOD.footprint(DeploymentInput.of("L4", 1, PARIS, HOUR)
                        .withOverrides(Overrides.NONE.withGpuManufacturing("nvidia-pcf-2025"))))
                .hasMessage(
                        "manufacturing of GPU L4 by data set: \"nvidia-pcf-2025\" (expected one of: boavizta-2.4.1)");
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> DeploymentInput.of("L4", 0, PARIS, HOUR))
                .isInstanceOf(FootprintException.class)
                .hasMessage("nodes: 0 (expected: 1 to 10000)");
        assertThatThrownBy(() -> new Hours(-1)).hasMessage("hours: -1 (expected: 0 to 1000000000)");
        assertThatThrownBy(() -> Overrides.NONE.withGpuPower(Power.ofWatts(10_001)))
                .isInstanceOf(FootprintException.class)
                .hasMessage("GPU power in W: 10001 (expected: 0 to 10000)");
        assertThatThrownBy(() -> INPUT.withImportedModel(DataSize.parse("900TB")))
                .isInstanceOf(FootprintException.class)
                .hasMessage("imported model in bytes: 9E+14 (expected: 0 to 1E+14)");
    }
}
