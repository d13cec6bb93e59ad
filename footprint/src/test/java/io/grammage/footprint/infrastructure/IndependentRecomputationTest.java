package io.grammage.footprint.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.footprint.Range;
import io.grammage.footprint.Zone;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with src/test/python/deployments.py, which shares neither code nor data files with the library. */
class IndependentRecomputationTest {
    private static final int NODES = 5;
    private static final int INFRASTRUCTURE = 7;
    private static final int CONTROL_PLANE = 9;
    private static final int MODEL_STORAGE = 11;
    private static final int LITRES = 13;

    static Stream<List<String>> rows() {
        return GoldenTable.read("deployments.csv").stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void agreesInEveryComponent(List<String> row) {
        Footprint footprint = DeploymentMethod.latest().footprint(input(row));
        assertEqual(carbon(footprint, Component.NODES), row, NODES);
        assertEqual(carbon(footprint, Component.INFERENCE_INFRASTRUCTURE), row, INFRASTRUCTURE);
        assertEqual(carbon(footprint, Component.CONTROL_PLANE), row, CONTROL_PLANE);
        if (!row.get(4).equals("none")) {
            assertEqual(carbon(footprint, Component.MODEL_STORAGE), row, MODEL_STORAGE);
        }
        Water water = footprint.total().water();
        if (row.get(LITRES).equals("absent")) {
            assertThat(water).isNull();
        } else {
            assertEqual(Objects.requireNonNull(water).litres(), row, LITRES);
        }
    }

    private static DeploymentInput input(List<String> row) {
        DeploymentInput input = DeploymentInput.of(
                row.get(0),
                Integer.parseInt(row.get(1)),
                new Zone(row.get(2)),
                new Hours(Double.parseDouble(row.get(3))));
        return row.get(4).equals("none") ? input : input.withImportedModel(DataSize.parse(row.get(4) + "GB"));
    }

    private static Range carbon(Footprint footprint, Component component) {
        Total total = footprint.total(line -> line.component() == component);
        return Objects.requireNonNull(total.carbon()).kg();
    }

    private static void assertEqual(Range actual, List<String> row, int column) {
        assertClose(actual.min(), Double.parseDouble(row.get(column)));
        assertClose(actual.max(), Double.parseDouble(row.get(column + 1)));
    }

    private static void assertClose(double actual, double expected) {
        assertThat(Math.abs(actual / expected - 1))
                .as("%s, expected %s", actual, expected)
                .isLessThan(1e-12);
    }
}
