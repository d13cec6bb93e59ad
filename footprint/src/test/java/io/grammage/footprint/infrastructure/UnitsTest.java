package io.grammage.footprint.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.footprint.FootprintException;
import io.grammage.footprint.Range;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(FootprintException.class).hasMessage(message);
    }

    @Test
    void refusesImpossibleValues() {
        assertRefused(() -> Power.ofWatts(-1), "power in W: -1 (expected: >= 0 and finite)");
        assertRefused(() -> Energy.ofKwh(-1), "energy in kWh: -1 (expected: >= 0 and finite)");
        assertRefused(() -> Carbon.ofKg(-1), "carbon in kgCO2eq: -1 (expected: >= 0 and finite)");
        assertRefused(() -> CarbonRate.ofKgPerHour(-1), "carbon in kgCO2eq per hour: -1 (expected: >= 0 and finite)");
        assertRefused(() -> new Water(Range.of(-1)), "water in L: -1 (expected: >= 0 and finite)");
        assertRefused(() -> Ratio.of(-1), "ratio: -1 (expected: >= 0 and finite)");
        assertRefused(() -> new Pue(0.9), "PUE: 0.9 (expected: 1 to 10)");
        assertRefused(() -> new Wue(-0.1), "WUE in L per kWh: -0.1 (expected: 0 to 100)");
        assertRefused(() -> new EmissionFactor(11), "emission factor in kgCO2eq per kWh: 11 (expected: 0 to 10)");
        assertRefused(() -> new Hours(Double.NaN), "hours: NaN (expected: 0 to 1000000000)");
        assertRefused(() -> new DataSize(-1), "size in bytes: -1 (expected: 0 to 1E+21)");
        assertRefused(() -> new Throughput(0, 1), "input tokens per second: 0 (expected: 0.001 to 1000000000)");
        assertRefused(() -> new Throughput(1, 1).timeFor(-1, 0), "input tokens: -1 (expected: >= 0 and finite)");
        assertRefused(() -> Carbon.ofKg(1).over(new Hours(0)), "hours to spread carbon over: 0 (expected: > 0)");
        assertRefused(
                () -> new Equipment(Carbon.ofKg(1), new Hours(0), Power.NONE),
                "hours to spread carbon over: 0 (expected: > 0)");
        assertRefused(() -> Power.ofWatts(1).of(Power.NONE), "power shared out in W: 0 (expected: > 0)");
        assertThatThrownBy(() -> new Carbon(new Range(2, 1))).isInstanceOf(FootprintException.class);
    }

    @Test
    void refusesPowerAndWaterWhereTheMethodHasNone() {
        Load drawing = new Load(CarbonRate.NONE, Power.ofWatts(5));
        assertRefused(() -> Resource.of(Map.of(Step.STOCK, drawing)), "power in W of step stock: 5 (expected: 0)");
        assertRefused(
                () -> new Line(Component.NODES, Step.SERVER, Phase.MANUFACTURING, null, null, new Water(Range.of(1))),
                "electricity or water in phase manufacturing (expected: none)");
    }

    @ParameterizedTest
    @CsvSource({"140GB, 140e9", "140 gb, 140e9", "1.5TB, 1.5e12", "1GiB, 1073741824", "1TiB, 1099511627776", "7B, 7"})
    void readsSizes(String text, double bytes) {
        assertThat(DataSize.parse(text)).isEqualTo(new DataSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "140", "GB", "-1GB", "1e9B", "140 GBit", "140GB/s", "NaNGB", "1..2GB"})
    void refusesOtherSizes(String text) {
        assertRefused(
                () -> DataSize.parse(text),
                "size: \"" + text + "\" (expected: a number and B, KB, MB, GB, TB, KiB, MiB, GiB or TiB, as in 140GB)");
    }

    @Test
    void doesNotCompileWhatMixesUnits() {
        List<String> meaningful = List.of(
                "Power.ofWatts(1).plus(Power.ofWatts(1)).during(new Hours(1))",
                "Carbon.ofKg(1).over(new Hours(1)).during(new Hours(1)).plus(Carbon.ofKg(1))",
                "new DataSize(1).of(new DataSize(2)).times(Power.ofWatts(1).of(Power.ofWatts(2)))");
        List<String> mixed = List.of(
                "Power.ofWatts(1).plus(Energy.ofKwh(1))",
                "Carbon.ofKg(1).plus(CarbonRate.ofKgPerHour(1))",
                "Carbon.ofKg(1).plus(new Water(Range.of(1)))",
                "Power.ofWatts(1).during(8.0)",
                "Power.ofWatts(1).of(Energy.ofKwh(1))",
                "new Load(Carbon.ofKg(1), Power.NONE)",
                "new Load(CarbonRate.NONE, Energy.ofKwh(1))",
                "new Equipment(Carbon.ofKg(1), Power.NONE, new Hours(1))",
                "new DataCentre(new Zone(\"x\"), new Wue(1), new Pue(1), new EmissionFactor(1))",
                "new DataSize(1).of(Power.ofWatts(1))");
        List<String> all = Stream.concat(meaningful.stream(), mixed.stream()).toList();
        assertThat(refusedByTheCompiler(all)).containsExactlyElementsOf(mixed);
    }

    /** Compiles each expression on a line of its own, and gives those whose line has an error. */
    private static List<String> refusedByTheCompiler(List<String> expressions) {
        StringBuilder source = new StringBuilder(
                "import io.grammage.footprint.*; import io.grammage.footprint.infrastructure.*; class Sample {\n");
        for (int line = 0; line < expressions.size(); line++) {
            source.append("Object value")
                    .append(line)
                    .append(" = ")
                    .append(expressions.get(line))
                    .append(";\n");
        }
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Sample.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source + "}";
                    }
                };
        DiagnosticCollector<JavaFileObject> errors = new DiagnosticCollector<>();
        List<String> options = List.of("-proc:none", "-cp", System.getProperty("java.class.path"));
        ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, errors, options, null, List.of(file))
                .call();
        return errors.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(error -> expressions.get((int) error.getLineNumber() - 2))
                .toList();
    }
}
