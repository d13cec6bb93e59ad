package io.grammage.gateway.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.grammage.gateway.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Certificates and keys as a configuration names them. */
class TlsConfigurationTest {
    private static final String PASSWORD = "changeit";

    private static final Pair EC = pair("EC");
    private static final Pair OTHER_EC = pair("EC");
    private static final Pair RSA = pair("RSA");
    private static final Pair EDWARDS = pair("Ed25519");

    private final ConfigurationLoader loader =
            new ConfigurationLoader(name -> null, settings -> ConfigurationText.SIMULATOR);

    @TempDir
    Path directory;

    private Path config;

    @BeforeEach
    void configure() throws IOException {
        config = write("config.yml", "server: {tls: {certificate: c.pem, key: k.pem}}\n");
    }

    @Test
    void takesKeysOfEveryCommonType() throws IOException {
        for (Pair pair : List.of(RSA, EC, EDWARDS)) {
            writePair(pair);
            Configuration configuration = loader.load(config);

            Settings.Tls tls = requireNonNull(configuration.settings().server().tls());
            assertThat(tls.identity().description()).contains("CN=gateway.test, valid until 20");
            assertThat(tls.identity().keyCertOptions()).isNotNull();
            assertThat(configuration.secretFiles())
                    .containsExactly(directory.resolve("c.pem"), directory.resolve("k.pem"));
        }
    }

    @Test
    void refusesAKeyOfAnotherCertificate() throws Exception {
        write("c.pem", EC.certificate());
        write("k.pem", OTHER_EC.key());
        assertThat(refusal())
                .isEqualTo(
                        config + ":1:41: server.tls.key: k.pem holds something else (expected: the private key of the"
                                + " certificate)");
        write("k.pem", RSA.key());
        assertThat(refusal()).endsWith("(expected: the private key of the certificate, which is of type EC)");
    }

    @Test
    void refusesWhatIsNoCertificateAndNoKey() throws Exception {
        writePair(EC);
        for (String none : List.of("", "no certificate", EC.key())) {
            write("c.pem", none);
            assertThat(refusal())
                    .isEqualTo(config + ":1:29: server.tls.certificate: c.pem holds something else (expected:"
                            + " certificates in PEM, the server's own first)");
        }
        writePair(EC);
        String key = EC.key();
        for (String none : List.of(
                "",
                EC.certificate(),
                key.replace("PRIVATE", "ENCRYPTED PRIVATE"),
                key.replace("PRIVATE", "RSA PRIVATE"))) {
            write("k.pem", none);
            assertThat(refusal())
                    .startsWith(config + ":1:41: server.tls.key: k.pem holds something else (expected: a"
                            + " private key without passphrase in PKCS #8");
        }
    }

    @Test
    void refusesFilesThatCannotBeReadAndHalfASection() throws Exception {
        writePair(EC);
        Files.delete(directory.resolve("c.pem"));
        assertThat(refusal())
                .isEqualTo(config + ":1:29: server.tls.certificate: there is no file " + directory.resolve("c.pem"));
        config = write("config.yml", "server: {tls: {certificate: c.pem}}\n");
        assertThat(refusal()).startsWith(config + ":1:15: server.tls.key: missing (expected: a path");
    }

    @Test
    void errorsNeverQuoteTheKey() throws Exception {
        writePair(EC);
        String key = EC.key();
        String secret = key.lines().skip(1).findFirst().orElseThrow();
        write("k.pem", key.replace(secret, secret.substring(4)));
        assertThat(refusal()).doesNotContain(secret.substring(8, 24));
    }

    @Test
    void aNewPairIsAnotherIdentityInTheSameFiles() throws Exception {
        writePair(EC);
        List<Settings.Tls> seen = new ArrayList<>();
        Configuration first = loader.load(config);
        ConfigWatcher watcher = new ConfigWatcher(
                config,
                loader,
                first,
                next -> seen.add(requireNonNull(next.settings().server().tls())));
        watcher.look();
        writePair(OTHER_EC);
        watcher.look();
        watcher.look();

        Settings.Tls before = requireNonNull(first.settings().server().tls());
        assertThat(seen).singleElement().isNotEqualTo(before);
        assertThat(seen.getFirst().isInFilesOf(before)).isTrue();
        assertThat(loader.load(config).settings().server().tls()).isEqualTo(seen.getFirst());
    }

    @Test
    void renewsWhatTheSameFilesHoldAndLeavesOtherFilesForTheNextStart() throws IOException {
        Logger logger = (Logger) LoggerFactory.getLogger(CertificateRenewal.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        writePair(EC);
        CertificateRenewal renewal = new CertificateRenewal(
                List.of(),
                requireNonNull(loader.load(config).settings().server().tls()));
        try {
            renewal.accept(loader.load(config));
            write("other.pem", OTHER_EC.certificate());
            write("other-key.pem", OTHER_EC.key());
            renewal.accept(
                    loader.load(write("other.yml", "server: {tls: {certificate: other.pem, key: other-key.pem}}\n")));
            renewal.accept(loader.load(write("none.yml", "server: {port: 0}\n")));
            assertThat(log.list).isEmpty();

            writePair(OTHER_EC);
            renewal.accept(loader.load(config));
            renewal.accept(loader.load(config));
            assertThat(log.list)
                    .singleElement()
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .asString()
                    .startsWith("New connections are shown the certificate of CN=gateway.test, valid until 20");
        } finally {
            logger.detachAppender(log);
        }
    }

    private String refusal() {
        List<String> messages = new ArrayList<>();
        assertThatThrownBy(() -> loader.load(config))
                .isInstanceOfSatisfying(ConfigException.class, e -> messages.add(String.valueOf(e.getMessage())));
        return messages.getFirst();
    }

    /** A certificate and its key in PEM. */
    private record Pair(String certificate, String key) {}

    private void writePair(Pair pair) throws IOException {
        write("c.pem", pair.certificate());
        write("k.pem", pair.key());
    }

    private static Pair pair(String type) {
        try {
            Path directory = Files.createTempDirectory("pair");
            Path store = directory.resolve("identity.p12");
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "a",
                            "-keyalg",
                            type,
                            "-dname",
                            "CN=gateway.test",
                            "-validity",
                            "30",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            PASSWORD)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(keytool.waitFor()).as(said).isZero();
            KeyStore identity = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                identity.load(in, PASSWORD.toCharArray());
            }
            Files.delete(store);
            Files.delete(directory);
            return new Pair(
                    pem("CERTIFICATE", identity.getCertificate("a").getEncoded()),
                    pem(
                            "PRIVATE KEY",
                            identity.getKey("a", PASSWORD.toCharArray()).getEncoded()));
        } catch (Exception e) {
            throw new IllegalStateException("keytool made no pair of type " + type, e);
        }
    }

    private static String pem(String type, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
