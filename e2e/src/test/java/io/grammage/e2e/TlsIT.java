package io.grammage.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway under TLS: what callers are shown, when that changes, and what is refused. */
class TlsIT {
    private static final String CONFIG = """
            server:
              tls: {certificate: tls.crt, key: tls.key}
            models:
              - {name: m, type: text-generation, providers: [{type: simulator, model_name: u}]}
            """;

    private static final SelfSigned FIRST = SelfSigned.make();
    private static final SelfSigned SECOND = SelfSigned.make();

    @TempDir
    Path directory;

    private Path config;

    @BeforeEach
    void write() {
        config = Product.config(directory, CONFIG);
        FIRST.writeTo(directory);
    }

    private ProductProcess serve() {
        return Product.serve(directory.resolve("data"), config);
    }

    @Test
    void callersWhoTrustTheCertificateAreServedAndOthersNot() {
        try (ProductProcess gateway = serve();
                Caller caller = caller(gateway, SelfSigned.trusting(FIRST));
                Caller suspicious = caller(gateway, SelfSigned.trusting(SECOND));
                RawCaller open = new RawCaller(gateway.baseUrl())) {
            assertThat(gateway.baseUrl()).startsWith("https://127.0.0.1:");
            HttpResponse<String> plain = caller.post(Caller.CHAT, Caller.chat("m", "hello"));
            assertThat(plain.statusCode()).as(plain.body()).isEqualTo(200);
            HttpResponse<String> streamed = caller.post(
                    Caller.CHAT, Caller.chat("m", "hello").replace("{\"model\"", "{\"stream\":true,\"model\""));
            assertThat(streamed.body()).endsWith("data: [DONE]\n\n");

            assertThatThrownBy(() -> suspicious.get("/health"))
                    .isInstanceOf(UncheckedIOException.class)
                    .cause()
                    .isInstanceOf(SSLHandshakeException.class);
            open.send("GET /health HTTP/1.1\r\nHost: gateway\r\n\r\n");
            assertThat(open.untilClosed()).doesNotContain("HTTP/1.1");
        }
    }

    @Test
    void aNewCertificateIsShownToNewConnectionsAndOneThatIsWrongToNone() throws IOException {
        SSLContext trusting = SelfSigned.trusting(FIRST, SECOND);
        try (ProductProcess gateway = serve();
                SSLSocket before = connect(gateway, trusting)) {
            assertThat(shownTo(before)).isEqualTo(FIRST.certificate());

            SECOND.writeKeyTo(directory);
            int told = gateway.awaitLine(0, "The configuration in force stays");
            gateway.awaitLine(told, "config.yml:2:36: server.tls.key: tls.key holds something else");
            try (SSLSocket after = connect(gateway, trusting)) {
                assertThat(shownTo(after)).isEqualTo(FIRST.certificate());
            }

            SECOND.writeTo(directory);
            gateway.awaitLine(told, "New connections are shown the certificate of CN=gateway.test");
            try (SSLSocket after = connect(gateway, trusting)) {
                assertThat(shownTo(after)).isEqualTo(SECOND.certificate());
            }

            before.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            assertThat(new String(before.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void withoutItsKeyTheGatewayDoesNotStart() throws IOException {
        Files.delete(directory.resolve("tls.key"));
        try (ProductProcess gateway = Product.run(
                "serve",
                "--port",
                "0",
                "--data",
                directory.resolve("data").toString(),
                "--config",
                config.toString())) {
            assertThat(gateway.await()).isEqualTo(1);
            assertThat(gateway.output())
                    .contains("config.yml:2:36: server.tls.key: there is no file " + directory.resolve("tls.key"));
        }
    }

    private static Caller caller(ProductProcess gateway, SSLContext trusting) {
        return new Caller(
                gateway.baseUrl(),
                Product.KEY,
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(trusting));
    }

    /** A connection whose handshake is done. */
    private static SSLSocket connect(ProductProcess gateway, SSLContext trusting) throws IOException {
        URI address = URI.create(gateway.baseUrl());
        SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket(address.getHost(), address.getPort());
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }

    private static Certificate shownTo(SSLSocket socket) throws IOException {
        return socket.getSession().getPeerCertificates()[0];
    }
}
