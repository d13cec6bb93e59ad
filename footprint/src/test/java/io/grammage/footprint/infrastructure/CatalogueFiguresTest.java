package io.grammage.footprint.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.grammage.footprint.Zone;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Figures of Scaleway's product catalogue, recomputed: a constant for each Instance, which is cross-functional IT and stock,
 * and a manufacturing and an energy for each unit of size, at the PUE, WUE and mix of the zone.
 */
class CatalogueFiguresTest {
    private static final double CARBON_TOLERANCE = 3e-7;
    private static final double WATER_TOLERANCE = 4e-7;
    private static final Hours HOUR = new Hours(1);

    private static final Map<String, Load> UNIT = Map.of(
            "7543", new Load(CarbonRate.ofKgPerHour(3.288477e-4), Power.ofWatts(1.493191)),
            "9555P", new Load(CarbonRate.ofKgPerHour(3.35117e-4), Power.ofWatts(2.50281)));

    /** kgCO2eq per hour and Instance, by generation and zone; solved from the smallest and the largest Instance. */
    private static final Map<String, Double> CARBON_CONSTANT = Map.of(
            "7543 fr-par-1", 8.104411e-4,
            "7543 nl-ams-2", 7.715061e-3,
            "7543 pl-waw-1", 2.433996e-2,
            "7543 it-mil-1", 4.758512e-4,
            "9555P fr-par-1", 1.296706e-3,
            "9555P nl-ams-2", 1.234410e-2);

    /** L per hour and Instance, where there is water. */
    private static final Map<String, Double> WATER_CONSTANT =
            Map.of("7543 fr-par-1", 1.025477e-4, "7543 it-mil-1", 4.714959e-5, "9555P fr-par-1", 1.640762e-4);

    record Row(
            String product, String zone, String generation, double units, double kg, String cubicMetres, String fits) {
        private String key() {
            return generation + " " + zone;
        }

        Total recomputed() {
            DataCentre place = new Places(DataFile.read("scaleway-2026-03")).zone(new Zone(zone), new Evidence());
            Resource instance = Resource.of(Map.of(
                    Step.SERVER, Objects.requireNonNull(UNIT.get(generation)).times(Ratio.of(units))));
            return Total.of(instance.lines(Component.NODES, place, HOUR));
        }

        double recomputedKg() {
            return Objects.requireNonNull(recomputed().carbon()).kg().min()
                    + Objects.requireNonNull(CARBON_CONSTANT.get(key()));
        }

        double recomputedLitres() {
            return Objects.requireNonNull(recomputed().water()).litres().min()
                    + Objects.requireNonNull(WATER_CONSTANT.get(key()));
        }

        boolean hasWater() {
            return !cubicMetres.equals("absent");
        }

        double litres() {
            return Double.parseDouble(cubicMetres) * 1000;
        }
    }

    private static Stream<Row> rows() {
        return GoldenTable.read("catalogue-2026-07-01.csv").stream().map(CatalogueFiguresTest::row);
    }

    private static Row row(List<String> cells) {
        return new Row(
                cells.get(0),
                cells.get(1),
                cells.get(2),
                Double.parseDouble(cells.get(3)),
                Double.parseDouble(cells.get(4)),
                cells.get(5),
                cells.get(6));
    }

    static Stream<Row> fitting() {
        return rows().filter(row -> row.fits().equals("yes"));
    }

    static Stream<Row> notFitting() {
        return rows().filter(row -> !row.fits().equals("yes"));
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void recomputesWhatIsPublished(Row row) {
        assertThat(row.recomputedKg()).isCloseTo(row.kg(), withinPercentage(CARBON_TOLERANCE * 100));
        if (row.hasWater()) {
            assertThat(row.recomputedLitres()).isCloseTo(row.litres(), withinPercentage(WATER_TOLERANCE * 100));
        } else {
            assertThat(row.recomputed().water()).isNull();
            assertThat(row.recomputed().waterPartial()).isTrue();
        }
    }

    /** They are kept so that whoever finds out what explains them sees this test fail. */
    @ParameterizedTest
    @MethodSource("notFitting")
    void doesNotExplainOtherInstances(Row row) {
        assertThat(Math.abs(row.recomputedKg() / row.kg() - 1)).as(row.fits()).isGreaterThan(0.01);
        assertThat(Math.abs(row.recomputedLitres() / row.litres() - 1))
                .as(row.fits())
                .isGreaterThan(0.01);
    }

    /** What the default for cross-functional IT is taken from. */
    @ParameterizedTest
    @MethodSource("generations")
    void takesTheDefaultOfCrossFunctionalItFromTheConstant(String generation, double watts, double kg) {
        DataCentre place = new Places(DataFile.read("scaleway-2026-03")).zone(new Zone("fr-par-1"), new Evidence());
        Resource instance = Resource.of(
                Map.of(Step.CROSS_FUNCTIONAL_IT, new Load(CarbonRate.ofKgPerHour(kg), Power.ofWatts(watts))));
        Total total = Total.of(instance.lines(Component.NODES, place, HOUR));
        assertThat(Objects.requireNonNull(total.carbon()).kg().min())
                .isCloseTo(
                        Objects.requireNonNull(CARBON_CONSTANT.get(generation + " fr-par-1")), withinPercentage(1e-3));
        assertThat(Objects.requireNonNull(total.water()).litres().min())
                .isCloseTo(
                        Objects.requireNonNull(WATER_CONSTANT.get(generation + " fr-par-1")), withinPercentage(1e-3));
    }

    static Stream<Arguments> generations() {
        Entry entry = DataFile.read("grammage-defaults-2026-11").require("cross-functional-it", "instance");
        return Stream.of(
                Arguments.of(
                        "7543",
                        entry.range("W").min(),
                        entry.range("kgCO2eq-per-hour").min()),
                Arguments.of(
                        "9555P",
                        entry.range("W").max(),
                        entry.range("kgCO2eq-per-hour").max()));
    }
}
