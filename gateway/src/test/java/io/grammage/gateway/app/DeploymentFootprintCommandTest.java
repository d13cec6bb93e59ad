package io.grammage.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DeploymentFootprintCommandTest {
    private static final String PARIS = "--node-type H100-SXM-4 --nodes 2 --zone fr-par-2 --hours 730";
    private static final Pattern DOCUMENTED = Pattern.compile(
            "^```sh\n\\./grammage (footprint deployment [^\n]*)\n```\n\n```text\n(.*?)^\\.\\.\\.\n```$",
            Pattern.MULTILINE | Pattern.DOTALL);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String arguments) {
        CommandLine commandLine =
                Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = commandLine.execute(("footprint deployment " + arguments).split(" "));
        commandLine.getOut().flush();
        commandLine.getErr().flush();
        return code;
    }

    private String[] row(String start) {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow()
                .split(" {2,}");
    }

    @Test
    void theDocumentShowsWhatTheCommandPrints() throws IOException {
        Matcher examples = DOCUMENTED.matcher(Files.readString(Path.of("..", "docs", "footprint.md")));
        int count = 0;
        while (examples.find()) {
            out.getBuffer().setLength(0);
            assertThat(run(examples.group(1).substring("footprint deployment ".length())))
                    .isZero();
            assertThat(out.toString()).startsWith(examples.group(2));
            count++;
        }
        assertThat(count).isEqualTo(2);
    }

    @Test
    void tellsWhatItIsNotToldAndWhatItRestsOn() {
        assertThat(run(PARIS)).isZero();

        assertThat(row("total")).hasSize(4).allSatisfy(cell -> assertThat(cell).matches("total|.*\\d partial"));
        assertThat(out.toString())
                .contains("  not estimated: network backbone, network fabric, network leaves, stock, non-IT\n")
                .contains("\nData sets\nscaleway-2026-03: Scaleway, calculation values reference")
                .contains("\nAssumptions\n")
                .contains("Assumption: control-plane node: units 1..4 (")
                .doesNotContain("model storage ");
    }

    @Test
    void comparesZonesWithoutTakingUnknownWaterForNone() {
        assertThat(run(PARIS.replace("fr-par-2", "all") + " --model-size 140GB"))
                .isZero();

        assertThat(row("nl-ams-2")[3]).isEqualTo("unknown");
        assertThat(row("nl-ams-1")[3]).endsWith(" partial");
        assertThat(out.toString().lines().filter(line -> line.startsWith("fr-par-")))
                .hasSize(6);
    }

    @Test
    void printsTheJsonOfTheApi() {
        assertThat(run(PARIS + " --gpu-power 400 --gpu-manufacturing nvidia-pcf-2025 --json"))
                .isZero();

        JsonNode answer = JsonMapper.shared().readTree(out.toString());
        assertThat(answer.path("object").stringValue()).isEqualTo("list");
        assertThat(answer.path("data")).hasSize(1);
        assertThat(answer.path("data").get(0).path("nodes").intValue()).isEqualTo(2);
        assertThat(out.toString()).contains("GPU power: 400 W on average, as given.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fr-par-2 | fr-par-4 | zone: \"fr-par-4\", did you mean fr-par-1 or fr-par-2 or fr-par-3? (expected one of: fr-par-1,",
                "H100-SXM-4 | H200 | (expected one of: L4, L4-2, L4-4",
                "--nodes 2 | --nodes 0 | nodes: 0 (expected: 1 to 10000)",
                "730 | NaN | hours: NaN (expected: 0 to 1000000000)",
                "730 | 730 --model-size 140 | size: \"140\" (expected: a number and B, KB",
                "730 | 730 --data-set 2024 | (expected one of: scaleway-2026-03, scaleway-2025-06)",
            })
    void refusesWithTheSentenceOfTheLibrary(String part, String instead, String says) {
        assertThat(run(PARIS.replace(part, instead))).isEqualTo(1);

        assertThat(err.toString()).contains(says);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void misuseIsAnotherCode() {
        assertThat(run("--node-type L4")).isEqualTo(2);
        assertThat(run(PARIS.replace("--nodes 2", "--nodes two"))).isEqualTo(2);
    }
}
