package io.grammage.gateway.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.kernel.CallId;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Refusals on real connections, written and read byte by byte. */
class RefusalTest {
    private static final CallId ID = new CallId(new UUID(1, 2));

    /** Longer than the test waits: what is answered without the rest is so for another reason. */
    private static final long NEVER = 3_600_000;

    private final Vertx vertx = Vertx.vertx();
    private volatile long patienceMillis = NEVER;
    private volatile GatewayException refusal = new GatewayException(ErrorCode.INVALID_API_KEY, "No such key.");
    private final HttpServer server = vertx.createHttpServer()
            .requestHandler(request -> new Refusal(vertx, request, ID, patienceMillis).send(refusal))
            .listen(0, "127.0.0.1")
            .await();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void saysWhatAndWhyAndUnderWhichId() throws IOException {
        String answer = exchange("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 401 ")
                .containsIgnoringCase("\r\nx-request-id: " + ID + "\r\n")
                .containsIgnoringCase("\r\nwww-authenticate: Bearer\r\n")
                .containsIgnoringCase("\r\ncontent-type: application/json\r\n")
                .endsWith("{\"error\":{\"message\":\"No such key.\",\"type\":\"authentication_error\",\"param\":null,"
                        + "\"code\":\"invalid_api_key\"},\"detail\":\"No such key.\"}");
        assertThat(answer).doesNotContainIgnoringCase("retry-after").doesNotContainIgnoringCase("allow:");
    }

    @Test
    void tellsWhenToComeBackAndWhatIsAllowed() throws IOException {
        refusal = new GatewayException(ErrorCode.OVERLOADED, "Full.").retryAfter(3);
        assertThat(exchange("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 503 ")
                .containsIgnoringCase("\r\nretry-after: 3\r\n")
                .doesNotContainIgnoringCase("www-authenticate");
        refusal = new GatewayException(ErrorCode.METHOD_NOT_ALLOWED, "Use POST.");
        assertThat(exchange("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ")
                .containsIgnoringCase("\r\nallow: POST\r\n");
    }

    @Test
    void readsAShortRestAwayAndKeepsTheConnection() throws IOException {
        String posted = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde";
        String chunked = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
        String last = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        assertThat(exchange(posted + chunked + last).split("HTTP/1.1 401 ", -1)).hasSize(4);
    }

    @Test
    void answersAtOnceWhereTheRestIsLongOrHeldBack() throws IOException {
        for (String header : new String[] {"Content-Length: 9999999", "Content-Length: 5\r\nExpect: 100-continue"}) {
            assertThat(exchange("POST / HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 401 ")
                    .containsIgnoringCase("\r\nconnection: close\r\n");
        }
    }

    @Test
    void losesItsPatienceWithARestThatGoesOn() throws IOException {
        String chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(17))
                            .getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 401");
        }
    }

    @Test
    void losesItsPatienceWithARestThatDoesNotCome() throws IOException {
        patienceMillis = 50;
        assertThat(exchange("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab"))
                .startsWith("HTTP/1.1 401 ")
                .containsIgnoringCase("\r\nconnection: close\r\n");
    }

    /** Sends the bytes and gives back all that comes until the server ends the connection. */
    private String exchange(String sent) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(sent.getBytes(US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), US_ASCII);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        socket.setSoTimeout(20_000);
        return socket;
    }
}
