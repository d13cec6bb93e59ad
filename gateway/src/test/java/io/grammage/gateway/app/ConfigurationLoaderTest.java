package io.grammage.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.ModelType;
import io.grammage.gateway.config.ConfigException;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Secret;
import io.grammage.gateway.kernel.UsageUnit;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {
    private final List<Settings.Simulator> started = new ArrayList<>();
    private final ConfigurationLoader loader = new ConfigurationLoader(name -> null, settings -> {
        started.add(settings.simulator());
        return ConfigurationText.SIMULATOR;
    });

    @TempDir
    Path directory;

    @Test
    void hasModelsOfTheSimulatorWhereThereIsNoFile() {
        Configuration configuration = loader.loadDefault();
        assertThat(configuration.warnings()).isEmpty();
        List<Model> models = configuration.catalog().models();
        assertThat(models.stream().map(Model::name))
                .containsExactly("simulated-small", "simulated-large", "simulated-embeddings");
        for (Model model : models) {
            assertThat(model.card().description())
                    .containsIgnoringCase("simulated")
                    .contains("made up");
            assertThat(model.card().contextWindow()).isNotNull();
            assertThat(model.price(UsageUnit.INPUT, Mode.REALTIME)).isNotNull();
            assertThat(model.providers().getFirst().address()).isEqualTo(ConfigurationText.SIMULATOR);
            if (model.type() != ModelType.TEXT_EMBEDDINGS_INFERENCE) {
                assertThat(model.card().maxOutputTokens()).isNotNull();
                assertThat(model.price(UsageUnit.OUTPUT, Mode.REALTIME)).isNotNull();
                assertThat(model.providers().getFirst().hosting().estimator()).isNotNull();
            }
        }
        assertThat(configuration.settings().server().host()).isEqualTo("127.0.0.1");
        assertThat(configuration.settings().server().port()).isEqualTo(8080);
        assertThat(configuration.settings().data()).isEqualTo(Path.of("data"));
        assertThat(configuration.settings().node()).isNotBlank();
    }

    @Test
    void handsTheSimulatorItsPaceAndStartsNoneForAFileThatIsWrong() throws IOException {
        Path file = write("config.yml", """
                models: [{name: m, type: text-generation, providers: [{type: simulator, model_name: u}]}]
                simulator: {time_to_first_token: 20ms, tokens_per_second: 12.5}
                """);
        loader.load(file);
        assertThat(started).containsExactly(new Settings.Simulator(Duration.ofMillis(20), new BigDecimal("12.5")));
        Path wrong = write("wrong.yml", Files.readString(file) + "node: ''\n");
        assertThatThrownBy(() -> loader.load(wrong)).isInstanceOf(ConfigException.class);
        assertThat(started).hasSize(1);
    }

    @Test
    void readsKeysFromFilesBesideTheConfiguration() throws IOException {
        Path key = write("openai.key", "sk-from-file\n");
        Configuration configuration = loader.load(write("config.yml", withKeyFile("openai.key")));
        assertThat(configuration
                        .catalog()
                        .models()
                        .getFirst()
                        .providers()
                        .getFirst()
                        .key())
                .isEqualTo(new Secret("sk-from-file"));
        assertThat(configuration.secretFiles()).containsExactly(key);
        assertThat(loader.load(write("config.yml", withKeyFile(key.toString()))).secretFiles())
                .containsExactly(key);
    }

    @Test
    void refusesKeyFilesThatHoldNoKey() throws IOException {
        Path config = write("config.yml", withKeyFile("k"));
        assertThatThrownBy(() -> loader.load(config))
                .hasMessage(
                        config + ":1:95: models[0].providers[0].key_file: there is no file " + directory.resolve("k"));
        write("k", "");
        assertThatThrownBy(() -> loader.load(config)).hasMessageContaining("holds something else (expected: 1 to 8192");
        write("k", "two\nlines\n");
        assertThatThrownBy(() -> loader.load(config))
                .hasMessageContaining("holds something else")
                .hasMessageNotContaining("two");
        Files.delete(directory.resolve("k"));
        Files.createDirectory(directory.resolve("k"));
        assertThatThrownBy(() -> loader.load(config)).isInstanceOf(ConfigException.class);
    }

    @Test
    void saysThatThereIsNoFile() {
        Path file = directory.resolve("none.yml");
        assertThatThrownBy(() -> loader.load(file))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ":1:1: there is no such file");
        assertThatThrownBy(() -> loader.load(directory)).isInstanceOf(ConfigException.class);
    }

    @Test
    void takesAllSettings() {
        Settings settings = ConfigurationText.of("""
                server: {host: 0.0.0.0, port: 0, max_body: 1MiB, request_memory: 64MiB, event_loops: 3, transport: io_uring,
                  request_timeout: 9s, idle_timeout: 8s, drain_timeout: 5s}
                data: /var/lib/grammage
                node: n1
                ledger: {durability: async, segment_size: 1MiB, journal_max: 8MiB, open_calls: 100}
                footprint: {carbon_when_not_estimated: null}
                usage_in_streams: always
                on_client_disconnect: drain
                simulator: {time_to_first_token: 1s, tokens_per_second: 9}
                usage_tokenizer: cl100k_base
                log: {level: warn, format: json}
                """).load().settings();
        assertThat(settings)
                .isEqualTo(new Settings(
                        new Settings.Server(
                                "0.0.0.0",
                                0,
                                3,
                                Settings.Transport.IO_URING,
                                new Settings.Requests(1 << 20, 64 << 20, Duration.ofSeconds(9), Duration.ofSeconds(8)),
                                Duration.ofSeconds(5),
                                null),
                        Path.of("/var/lib/grammage"),
                        "n1",
                        new Settings.Ledger(Settings.Durability.ASYNC, 1 << 20, 8 << 20, 100),
                        false,
                        true,
                        true,
                        new Settings.Simulator(Duration.ofSeconds(1), new BigDecimal("9")),
                        "cl100k_base",
                        new Settings.Log("warn", true)));
    }

    @Test
    void hasDefaultsForAllSettings() {
        Settings settings = ConfigurationText.of("").load().settings();
        assertThat(settings)
                .isEqualTo(new Settings(
                        new Settings.Server(
                                "127.0.0.1",
                                8080,
                                Runtime.getRuntime().availableProcessors(),
                                Settings.Transport.AUTO,
                                new Settings.Requests(
                                        32 << 20, 96 << 20, Duration.ofSeconds(60), Duration.ofMinutes(2)),
                                Duration.ofSeconds(30),
                                null),
                        Path.of("data"),
                        settings.node(),
                        new Settings.Ledger(Settings.Durability.BEFORE_RESPONSE, 16 << 20, 1 << 30, 8192),
                        true,
                        false,
                        false,
                        new Settings.Simulator(Duration.ZERO, BigDecimal.ZERO),
                        "o200k_base",
                        new Settings.Log("info", false)));
    }

    @Test
    void refusesSettingsThatDoNotFitTogether() {
        assertThat(ConfigurationText.of("server: {max_body: 2MiB, request_memory: 1MiB}")
                        .refusal())
                .isEqualTo(
                        "config.yml:1:20: server.max_body: 2097152 bytes (expected: at most request_memory, 1048576)");
        assertThat(ConfigurationText.of("ledger: {journal_max: 4MiB, segment_size: 2MiB}")
                        .refusal())
                .isEqualTo(
                        "config.yml:1:23: ledger.journal_max: 4194304 bytes (expected: at least 4 times segment_size,"
                                + " 2097152)");
    }

    private static String withKeyFile(String keyFile) {
        return "models: [{name: m, type: text-generation, providers: [{type: openai, model_name: u, key_file: "
                + keyFile + "}]}]\n";
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
