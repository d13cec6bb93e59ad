package io.grammage.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.identity.Scope;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.testing.ManualClock;
import io.grammage.gateway.testing.SampleIdentities;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiDispatcherTest {
    private static final String SECRET = "what nobody outside may read";

    private final AtomicReference<Thread> handlerThread = new AtomicReference<>();
    private ApiServer server;

    @BeforeAll
    void start() {
        ApiRoute post = new ApiRoute(
                "POST",
                "/v1/echo",
                Scope.INFERENCE,
                request -> ApiAnswer.json(201, Map.of("bytes", request.body().length())));
        server = new ApiServer(
                new ManualClock(Instant.parse("2026-11-21T10:00:00Z")),
                List.of(
                        ApiRoute.get("/v1/echo", Scope.INFERENCE, this::echo),
                        post,
                        ApiRoute.get("/v1/echo/{one}/of", Scope.INFERENCE, this::echo),
                        ApiRoute.get("/v1/echo/{rest...}", Scope.INFERENCE, this::echo),
                        ApiRoute.get("/v1/report", Scope.CONSUMPTION_READ, this::echo),
                        ApiRoute.publicGet("/open", this::echo),
                        ApiRoute.publicGet("/refuses", request -> {
                            throw new GatewayException(ErrorCode.LEDGER_UNAVAILABLE, "The ledger is away.")
                                    .about("ledger")
                                    .retryAfter(7);
                        }),
                        ApiRoute.publicGet("/fails", request -> {
                            throw new IllegalStateException(SECRET);
                        }),
                        ApiRoute.publicGet("/overflows", request -> {
                            throw new StackOverflowError(SECRET);
                        })));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private ApiAnswer echo(ApiRequest request) {
        handlerThread.set(Thread.currentThread());
        return ApiAnswer.json(new TestEcho(
                request.caller() == null
                        ? "nobody"
                        : request.principal().project().toString(),
                request.path(),
                request.query().all("q")));
    }

    private record TestEcho(String caller, Map<String, String> path, List<String> q) {}

    @Test
    void answersOnAThreadThatMayBlock() {
        assertThat(server.json("/v1/echo").path("caller").stringValue()).isEqualTo(SampleIdentities.PROJECT.toString());
        assertThat(handlerThread.get().isVirtual()).isTrue();
    }

    @Test
    void servesTheSamePathsBehindTheProject() {
        assertThat(server.get("/" + SampleIdentities.PROJECT + "/v1/echo").statusCode())
                .isEqualTo(200);
        expect(server.get("/" + SampleIdentities.OTHER_PROJECT + "/v1/echo"), 403, "project_forbidden");
        expect(server.get("/unknown/v1/echo"), 403, "project_forbidden");
        expect(server.get("/" + SampleIdentities.PROJECT + "/v1/none"), 404, "unknown_route");
        expect(server.get("/a/b/v1/echo"), 404, "unknown_route");
        expect(server.get("/" + SampleIdentities.PROJECT + "/open"), 404, "unknown_route");
    }

    @Test
    void acceptsBothHeadersForTheKeyAndNothingElse() {
        assertThat(server.send(server.request("/v1/echo").header("X-Auth-Token", SampleIdentities.KEY))
                        .statusCode())
                .isEqualTo(200);
        expect(server.send(server.request("/v1/echo")), 401, "invalid_api_key");
        expect(
                server.send(server.request("/v1/echo").header("Authorization", "Bearer sk-wrong")),
                401,
                "invalid_api_key");
        assertThat(server.send(server.request("/v1/echo")).headers().firstValue("www-authenticate"))
                .contains("Bearer");
    }

    @Test
    void asksForTheScopeOfTheRoute() {
        expect(withKey("/v1/report", SampleIdentities.INFERENCE_KEY), 403, "missing_scope");
        expect(withKey("/v1/echo", SampleIdentities.READING_KEY), 403, "missing_scope");
        assertThat(withKey("/v1/report", SampleIdentities.READING_KEY).statusCode())
                .isEqualTo(200);
        assertThat(withKey("/v1/echo", SampleIdentities.INFERENCE_KEY).statusCode())
                .isEqualTo(200);
    }

    @Test
    void publicRoutesKnowNoCaller() {
        assertThat(server.json("/open").path("caller").stringValue()).isEqualTo("nobody");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/echo/a, rest, a",
        "/v1/echo/a/b, rest, a/b",
        "/v1/echo/a/of, one, a",
        "/v1/echo/a%2Fb/of, one, a/b",
        "/v1/echo/a+b%20c, rest, a+b c",
        "/v1/echo/%C3%A9, rest, é"
    })
    void readsPlaceholders(String path, String name, String value) {
        assertThat(server.json(path).path("path").path(name).stringValue("none"))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1", "/v1/", "/v1/ech", "/v1/echoo", "/v1/echo/", "/openn", "/v1//echo", "/V1/echo"})
    void unknownRoutesGetTheErrorBody(String path) {
        expect(server.get(path), 404, "unknown_route");
    }

    @Test
    void readsQueriesAndRefusesBrokenOnes() {
        assertThat(server.json("/open?q=a&x=&q=b+c&q=%C3%A9").path("q").toString())
                .isEqualTo("[\"a\",\"b c\",\"é\"]");
        expect(server.get("/open?" + "q=1&".repeat(300)), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open?q=%", "/open?q=%zz", "/open?%4", "/v1/echo/%zz", "/%zz/v1/echo"})
    void refusesBrokenPercentEncoding(String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(ascii("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("percent sign");
        }
    }

    @Test
    void wrongMethodsAreToldTheRightOnes() {
        HttpResponse<String> answer = server.send(server.request("/v1/echo").DELETE());
        expect(answer, 405, "method_not_allowed");
        assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD, POST");
        assertThat(server.send(server.request("/v1/echo")
                                .header("Authorization", "Bearer " + SampleIdentities.KEY)
                                .POST(HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(201);
    }

    /** There are 256 places: a request that kept its own would leave none for the last of these. */
    @Test
    void everyRequestGivesItsPlaceBack() {
        for (int i = 0; i < 300; i++) {
            assertThat(server.get("/open").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void answersHeadWithoutABody() {
        HttpResponse<String> answer =
                server.send(server.request("/open").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("content-length")).isNotEqualTo("0");
    }

    @Test
    void passesOnWhatARefusalSays() {
        HttpResponse<String> answer = server.get("/refuses");

        expect(answer, 503, "ledger_unavailable");
        assertThat(answer.headers().firstValue("retry-after")).contains("7");
        assertThat(answer.body()).contains("\"param\":\"ledger\"").contains("\"detail\":\"The ledger is away.\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fails", "/overflows"})
    void internalErrorsLeakNothing(String path) {
        HttpResponse<String> answer = server.get(path);

        expect(answer, 500, "internal_error");
        assertThat(answer.body()).doesNotContain(SECRET).doesNotContain("Exception");
        assertThat(answer.headers().firstValue("x-request-id"))
                .hasValueSatisfying(id -> assertThat(answer.body()).contains(id));
    }

    @Test
    void everyAnswerForbidsCachingAndGuessing() {
        HttpResponse<String> answer = server.get("/open");

        assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
        assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.headers().firstValue("x-request-id")).isPresent();
    }

    /** A body that never ends must not hold a connection, nor be read. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 9999999", "Content-Length: 5\r\nExpect: 100-continue"})
    void closesTheConnectionOfARequestThatGoesOnForLong(String header) throws IOException {
        for (String path : List.of("/open", "/unknown")) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(ascii("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\n"));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                assertThat(answer).startsWith("HTTP/1.1 ").containsIgnoringCase("connection: close");
            }
        }
    }

    private String posted(String headers, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            String head = "POST /v1/echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                    + SampleIdentities.KEY + "\r\n" + headers + "\r\n\r\n";
            socket.getOutputStream().write(ascii(head));
            socket.getOutputStream().write(ascii(body));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void givesBodiesToTheRoutesThatTakeThem() throws IOException {
        assertThat(posted("Content-Length: 65536", "x".repeat(65_536)))
                .startsWith("HTTP/1.1 201 ")
                .contains("{\"bytes\":65536}");
        assertThat(posted("Content-Length: 65537", "x".repeat(65_537))).contains("HTTP/1.1 413 ", "body_too_large");
        assertThat(posted("Content-Length: 3\r\nExpect: 100-continue", "abc"))
                .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 ")
                .contains("{\"bytes\":3}");
        assertThat(posted("Content-Length: 3\r\nContent-Encoding: gzip", "abc"))
                .contains("HTTP/1.1 415 ", "encoded_body");
    }

    @Test
    void doesNotWaitForABodyForEver() throws IOException {
        assertThat(posted("Content-Length: 3", "a")).startsWith("HTTP/1.1 408 ").contains("request_timeout");
    }

    @Test
    void readsAwayAShortBodyAndKeepsTheConnection() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            String posted = "POST /v1/unknown HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n";
            socket.getOutputStream().write(ascii(posted + "abc" + posted + "a"));
            socket.getOutputStream().write(ascii("bcGET /open HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answers.split("HTTP/1.1 404 ", -1)).hasSize(3);
            assertThat(answers).contains("HTTP/1.1 200 ");
        }
    }

    @Test
    void doesNotWaitForAShortBodyThatComesSlowly() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(ascii("POST /unknown HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na"));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 404 ").containsIgnoringCase("connection: close");
        }
    }

    @Test
    void stopsReadingAChunkedBodyThatGoesOnForLong() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(ascii("POST /unknown HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"));
            for (int chunk = 0; chunk < 17; chunk++) {
                out.write(ascii("10000\r\n" + "a".repeat(0x10000) + "\r\n"));
            }
            byte[] answer = socket.getInputStream().readNBytes(12);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 404");
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private HttpResponse<String> withKey(String path, String key) {
        return server.send(server.request(path).header("Authorization", "Bearer " + key));
    }

    private static void expect(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        ApiSchemas.check("Error", answer.body());
        assertThat(JsonMapper.shared()
                        .readTree(answer.body())
                        .path("error")
                        .path("code")
                        .stringValue())
                .isEqualTo(code);
    }
}
