package io.grammage.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.config.JsonSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @Test
    void listsTheModelsOfARightConfiguration() throws IOException {
        Path file = Files.writeString(directory.resolve("c.yml"), """
                models:
                  - name: chat
                    type: text-generation
                    lifecycle: {deprecated_at: 2000-01-01}
                    prices: {input: 0.10, output: 1200}
                    providers:
                      - {type: vllm, url: "http://gpu:8000/v1", model_name: u, zone: FRA, total_params: 8}
                      - {type: simulator, model_name: u, key: "${KEY}"}
                  - name: vectors
                    type: text-embeddings-inference
                    providers: [{type: tei, url: "http://tei", model_name: u}]
                settings: {app_title: x}
                """);
        assertThat(run("check", "--config", file.toString())).isZero();
        assertThat(out.toString()).isEqualTo("""
                The configuration is right: 2 models; prices in EUR per million tokens.

                MODEL    TYPE                       STAGE       INPUT  OUTPUT  PROVIDER        ADDRESS          ZONE  WEIGHED BY
                chat     text-generation            deprecated  0.1    1200    chat/vllm       http://gpu:8000  FRA   ecologits-0.9
                                                                               chat/simulator  built in         WOR   -
                vectors  text-embeddings-inference  active      -      -       vectors/tei     http://tei       WOR   -
                """);
        assertThat(err.toString().strip())
                .isEqualTo("warning: " + file + ":12:12: settings.app_title: ignored: write owned_by at a model to name"
                        + " its owner");
    }

    @Test
    void listsWhatIsWrongAndFails() throws IOException {
        Path file = Files.writeString(directory.resolve("c.yml"), "modles: []\nnode: ''\n");
        assertThat(run("check", "--config", file.toString())).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        file + ":1:1: modles: unknown key (did you mean models?)",
                        file + ":2:7: node: empty (expected: 1 to 64 printable ASCII characters)");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void failsWithoutAFile() {
        assertThat(run("check", "--config", directory.resolve("none.yml").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("none.yml:1:1: there is no such file");
    }

    @Test
    void printsTheSchema() {
        assertThat(run("schema")).isZero();
        assertThat(out.toString()).isEqualTo(JsonSchema.text()).endsWith("}\n");
    }

    private int run(String... arguments) {
        CommandLine command = new CommandLine(new ConfigCommand(Map.of("KEY", "sk-secret")::get));
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int code = command.execute(arguments);
        assertThat(out + "" + err).doesNotContain("sk-secret");
        return code;
    }
}
