package io.grammage.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.kernel.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ConfigWatcherTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(ConfigWatcher.class);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final ConfigurationLoader loader =
            new ConfigurationLoader(name -> null, settings -> ConfigurationText.SIMULATOR);
    private final List<Configuration> swapped = new ArrayList<>();

    @TempDir
    Path directory;

    @BeforeEach
    void listen() {
        appender.start();
        logger.addAppender(appender);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
    }

    @Test
    void putsAChangeIntoForceOnceTheFileHasSettled() throws IOException {
        ConfigWatcher watcher = watching(models("a", "b"));
        watcher.look();
        assertThat(swapped).isEmpty();
        write(models("a", "c") + "usage_tokenizer: cl100k_base\n");
        watcher.look();
        assertThat(swapped).isEmpty();
        watcher.look();
        assertThat(swapped).hasSize(1);
        assertThat(swapped.getFirst().catalog().models().stream().map(Model::name))
                .containsExactly("a", "c");
        assertThat(log())
                .containsExactly(
                        "INFO The configuration was read again: models added: c; models removed: b",
                        "WARN These changes take effect when the gateway is started again: [usage_tokenizer]");
        watcher.look();
        watcher.look();
        assertThat(swapped).hasSize(1);
    }

    @Test
    void seesAChangeThatKeepsSizeAndTime() throws IOException {
        ConfigWatcher watcher = watching(models("a"));
        write(models("b"));
        Files.setLastModifiedTime(config(), FileTime.from(Instant.EPOCH));
        watcher.look();
        watcher.look();
        write(models("c"));
        Files.setLastModifiedTime(config(), FileTime.from(Instant.EPOCH));
        watcher.look();
        watcher.look();
        assertThat(swapped.getLast().catalog().find("c")).isNotNull();
    }

    @Test
    void doesNotTakeAHalfWrittenFileForANewOne() throws IOException {
        ConfigWatcher watcher = watching(models("a"));
        write("");
        watcher.look();
        write(models("a", "b"));
        watcher.look();
        watcher.look();
        assertThat(swapped).hasSize(1);
        assertThat(swapped.getFirst().catalog().models()).hasSize(2);
    }

    @Test
    void aWrongFileChangesNothingAndIsToldOnceWithItsPlaces() throws IOException {
        ConfigWatcher watcher = watching(models("a"));
        write(models("a").replace("simulator", "simulater"));
        for (int i = 0; i < 5; i++) {
            watcher.look();
        }
        assertThat(swapped).isEmpty();
        assertThat(log())
                .singleElement()
                .asString()
                .startsWith(
                        "ERROR The configuration in force stays, because what " + config() + " holds now is wrong:\n"
                                + config() + ":1:62: models[0].providers[0].type: simulater (expected: one of");
        Files.delete(config());
        watcher.look();
        watcher.look();
        assertThat(log()).last().asString().endsWith("there is no such file");
        write(models("b"));
        watcher.look();
        watcher.look();
        assertThat(swapped).hasSize(1);
    }

    @Test
    void readsAgainWhenAskedTo() throws IOException {
        ConfigWatcher watcher = watching(models("a"));
        watcher.reload();
        assertThat(swapped).hasSize(1);
        assertThat(log())
                .containsExactly("INFO The configuration was read again: nothing changed that takes effect now");
    }

    @Test
    void followsKeyFiles() throws IOException {
        Path key = Files.writeString(directory.resolve("k"), "one");
        ConfigWatcher watcher = watching(withKeyFile());
        Files.writeString(key, "two");
        watcher.look();
        watcher.look();
        assertThat(onlyKey()).isEqualTo(new Secret("two"));
        assertThat(log()).containsExactly("INFO The configuration was read again: models changed: m");
        Files.delete(key);
        watcher.look();
        watcher.look();
        assertThat(swapped).hasSize(1);
        Files.writeString(key, "three");
        watcher.look();
        watcher.look();
        assertThat(onlyKey()).isEqualTo(new Secret("three"));
    }

    @Test
    void followsKeyFilesThatWereNamedLater() throws IOException {
        ConfigWatcher watcher = watching(models("a"));
        write(withKeyFile());
        watcher.look();
        watcher.look();
        assertThat(swapped).isEmpty();
        Files.writeString(directory.resolve("k"), "late");
        watcher.look();
        watcher.look();
        watcher.look();
        assertThat(onlyKey()).isEqualTo(new Secret("late"));
    }

    @Test
    void doesNotChangeTheCurrencyOfCallsThatAreRunning() throws IOException {
        ConfigWatcher watcher = watching(models("a"));
        write(models("a", "b") + "billing: {currency: USD}\n");
        watcher.look();
        watcher.look();
        assertThat(swapped).isEmpty();
        assertThat(log())
                .containsExactly(
                        "ERROR The configuration in force stays: billing.currency changed from EUR to USD, which takes a restart");
    }

    @Test
    void namesWhatChanged() throws IOException {
        ConfigWatcher watcher = watching(models("a", "b"));
        write(models("b", "a").replace("weight: 1", "weight: 2")
                + "footprint: {method: ecologits-0.8}\nserver: {port: 1}\nnode: n\n");
        watcher.reload();
        assertThat(log())
                .containsExactly(
                        "INFO The configuration was read again: models changed: b, a; settings changed: footprint.method",
                        "WARN These changes take effect when the gateway is started again: [server.port, node]");
    }

    @Test
    void looksBySelfAndEndsWhenClosed() throws IOException, InterruptedException {
        BlockingQueue<Configuration> handedOn = new LinkedBlockingQueue<>();
        write(models("a"));
        try (ConfigWatcher watcher = new ConfigWatcher(config(), loader, loader.load(config()), handedOn::add)) {
            watcher.start();
            write(models("b"));
            Configuration configuration = handedOn.poll(60, TimeUnit.SECONDS);
            assertThat(configuration).isNotNull();
        }
        write(models("c"));
        assertThat(handedOn.poll(1500, TimeUnit.MILLISECONDS)).isNull();
    }

    /** The price book, for example, has to be written before prices are put into force. */
    @Test
    void triesAgainWhatCannotBePutIntoForceYet() throws IOException {
        write(models("a"));
        List<Configuration> tried = new ArrayList<>();
        ConfigWatcher watcher = new ConfigWatcher(config(), loader, loader.load(config()), next -> {
            tried.add(next);
            if (tried.size() < 3) {
                throw new GatewayException(ErrorCode.LEDGER_UNAVAILABLE, "The store is away.");
            }
        });
        write(models("b"));
        for (int look = 0; look < 6; look++) {
            watcher.look();
        }

        assertThat(tried).hasSize(3);
        assertThat(log())
                .containsExactly(
                        "ERROR The configuration in force stays until another try in a second: The store is away.",
                        "ERROR The configuration in force stays until another try in a second: The store is away.",
                        "INFO The configuration was read again: models added: b; models removed: a");
    }

    private ConfigWatcher watching(String text) throws IOException {
        write(text);
        return new ConfigWatcher(config(), loader, loader.load(config()), swapped::add);
    }

    private Path config() {
        return directory.resolve("config.yml");
    }

    private void write(String text) throws IOException {
        Files.writeString(config(), text);
    }

    private List<String> log() {
        return appender.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    private Secret onlyKey() {
        Secret key = swapped.getLast()
                .catalog()
                .models()
                .getFirst()
                .providers()
                .getFirst()
                .key();
        return key == null ? new Secret("") : key;
    }

    private static String models(String... names) {
        StringBuilder text = new StringBuilder("models: [");
        for (String name : names) {
            text.append("{name: " + name
                    + ", type: text-generation, providers: [{type: simulator, model_name: u, weight: 1}]}, ");
        }
        return text + "]\n";
    }

    private static String withKeyFile() {
        return "models: [{name: m, type: text-generation, providers: [{type: openai, model_name: u, key_file: k}]}]\n";
    }
}
