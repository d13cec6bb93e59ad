package io.grammage.footprint.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grammage.footprint.FootprintException;
import io.grammage.footprint.Zone;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SharingTest {
    private static final Capacity HOST = capacity(64, 512, 2000);
    private static final Load LOAD = new Load(CarbonRate.ofKgPerHour(4), Power.ofWatts(200));

    private static final List<InstanceSharing> STRATEGIES = List.of(
            new InstanceSharing.LiteralSum(),
            new InstanceSharing.Mean(),
            new InstanceSharing.ComponentWeighted(0.5, 0.125));

    private static Capacity capacity(double processors, double memoryGb, double diskGb) {
        return new Capacity(processors, DataSize.ofGigabytes(memoryGb), DataSize.ofGigabytes(diskGb));
    }

    private static double ratio(InstanceSharing sharing, Capacity instance) {
        return sharing.ratio(instance.of(HOST)).value().min();
    }

    @Test
    void weighsAWholeHostThreeTimesByTheLiteralSumAndOnceByTheOthers() {
        assertThat(STRATEGIES).extracting(strategy -> ratio(strategy, HOST)).containsExactly(3.0, 1.0, 1.0);
    }

    @Test
    void combinesSharesByStrategy() {
        // A half of the processors, a quarter of the memory, an eighth of the disks.
        Capacity instance = capacity(32, 128, 250);
        assertThat(STRATEGIES)
                .extracting(strategy -> ratio(strategy, instance))
                .containsExactly(0.875, 0.875 * (1.0 / 3), 0.25 * 0.5 + 0.125 * 0.125 + 0.5 * 0.375);
    }

    @Test
    void namesAndCitesItsStrategies() {
        assertThat(STRATEGIES).extracting(InstanceSharing::id).containsExactly("sum", "mean", "component-weighted");
        assertThat(STRATEGIES).extracting(InstanceSharing::citation).noneMatch(String::isBlank);
    }

    @Test
    void refusesInstancesThatDoNotFit() {
        assertThatThrownBy(() -> capacity(1, 513, 0).of(HOST))
                .isInstanceOf(FootprintException.class)
                .hasMessage("size in bytes: 513000000000 of 512000000000 (expected: a part of a whole)");
        assertThatThrownBy(() -> capacity(1, 1, 1).of(capacity(0, 1, 1)))
                .hasMessage("processors of the hypervisor: 0 (expected: > 0)");
        assertThatThrownBy(() -> new InstanceSharing.ComponentWeighted(0.7, 0.4))
                .isInstanceOf(FootprintException.class)
                .hasMessageStartingWith("weight of disk beside that of memory: 0.4");
    }

    @Test
    void takesInstancesWithoutDiskOnHostsWithoutDisk() {
        assertThat(capacity(1, 1, 0).of(capacity(1, 1, 0)).disk()).isEqualTo(Ratio.of(0));
    }

    @Test
    void leavesCrossFunctionalItAndStockWholeForInstances() {
        Load standing = new Load(CarbonRate.ofKgPerHour(4), Power.NONE);
        Resource host = Resource.of(Map.of(
                Step.SERVER, LOAD, Step.CROSS_FUNCTIONAL_IT, LOAD, Step.STOCK, standing, Step.DATA_CENTRE, standing));
        Resource instance = host.times(Ratio.of(0.25), Step.SHARED_BY_INSTANCES);
        assertThat(load(instance, Step.SERVER)).isEqualTo(LOAD.times(Ratio.of(0.25)));
        assertThat(load(instance, Step.DATA_CENTRE)).isEqualTo(standing.times(Ratio.of(0.25)));
        assertThat(load(instance, Step.CROSS_FUNCTIONAL_IT)).isEqualTo(LOAD);
        assertThat(load(instance, Step.STOCK)).isEqualTo(standing);
        Resource volume = host.times(Ratio.of(0.25), Step.SHARED_BY_VOLUMES);
        assertThat(load(volume, Step.CROSS_FUNCTIONAL_IT)).isEqualTo(LOAD.times(Ratio.of(0.25)));
        assertThat(load(volume, Step.STOCK)).isEqualTo(standing.times(Ratio.of(0.25)));
    }

    private static Load load(Resource resource, Step step) {
        return resource.parts().stream()
                .filter(part -> part.step() == step)
                .map(part -> Objects.requireNonNull(part.load()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void keepsWhatIsNotEstimatedNotEstimated() {
        Resource known = Resource.of(Map.of(Step.SERVER, LOAD, Step.NETWORK_FABRIC, LOAD));
        Resource unknown = Resource.of(Map.of(Step.SERVER, LOAD));
        Resource both = known.and(unknown).times(Ratio.of(2));
        DataCentre place = new DataCentre(new Zone("x"), new Pue(1), new Wue(1), new EmissionFactor(1));
        List<Line> fabric = both.lines(Component.NODES, place, new Hours(1)).stream()
                .filter(line -> line.step() == Step.NETWORK_FABRIC)
                .toList();
        Total total = Total.of(fabric);
        assertThat(total.carbon()).isEqualTo(Carbon.ofKg(2 * (4 + 0.2)));
        assertThat(total.carbonPartial()).isTrue();
        assertThat(total.waterPartial()).isTrue();
    }

    @Test
    void sharesSurroundingsOutByPower() {
        Equipment fabric = new Equipment(Carbon.ofKg(8760), Hours.ofYears(10), Power.ofWatts(1000));
        Load part = new SharedEquipment(fabric, Power.ofWatts(50_000)).loadFor(Power.ofWatts(500));
        assertThat(part.power()).isEqualTo(Power.ofWatts(10));
        assertThat(part.carbon().kgPerHour().min()).isCloseTo(0.001, within(1e-15));
        Equipment offices = new Equipment(Carbon.ofKg(8760), Hours.ofYears(1), Power.NONE);
        Resource server = new Surroundings(
                        Map.of(
                                Step.NETWORK_BACKBONE, new SharedEquipment(fabric, Power.ofWatts(100_000)),
                                Step.NETWORK_FABRIC, new SharedEquipment(fabric, Power.ofWatts(50_000)),
                                Step.NON_IT, new SharedEquipment(offices, Power.ofWatts(100_000))),
                        Map.of(Step.NETWORK_LEAVES, LOAD.times(Ratio.of(0.025))))
                .around(new Equipment(Carbon.ofKg(1), new Hours(1), Power.ofWatts(500)));
        assertThat(load(server, Step.NETWORK_BACKBONE).power()).isEqualTo(Power.ofWatts(5));
        assertThat(load(server, Step.NETWORK_FABRIC).power()).isEqualTo(Power.ofWatts(10));
        assertThat(load(server, Step.NETWORK_LEAVES).power()).isEqualTo(Power.ofWatts(5));
        assertThat(load(server, Step.NON_IT)).isEqualTo(new Load(CarbonRate.ofKgPerHour(0.005), Power.NONE));
        assertThat(server.parts()).filteredOn(each -> each.load() == null).hasSize(3);
    }

    @Test
    void refusesSurroundingsThatAreAmbiguous() {
        SharedEquipment shared =
                new SharedEquipment(new Equipment(Carbon.ofKg(1), new Hours(1), Power.NONE), Power.ofWatts(1));
        assertThatThrownBy(
                        () -> new Surroundings(Map.of(Step.NETWORK_FABRIC, shared), Map.of(Step.NETWORK_FABRIC, LOAD)))
                .isInstanceOf(FootprintException.class)
                .hasMessage("step network fabric: by power and per server (expected: one of them)");
        assertThatThrownBy(() -> new Surroundings(Map.of(), Map.of(Step.SERVER, LOAD)))
                .hasMessage("step server among its surroundings (expected: any other step)");
    }
}
