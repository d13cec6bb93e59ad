package io.grammage.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grammage.bench.http.ChatBodies;
import io.grammage.bench.http.RequestBytes;
import io.grammage.bench.upstream.AnswerKind;
import io.grammage.bench.upstream.MockUpstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoadGeneratorTest {
    private static final String RIGHT = ScriptedServer.answer(200, "right");

    @Test
    void countsEveryAnswerOnce() throws IOException {
        try (MockUpstream upstream = MockUpstream.start(0, "m", 1024)) {
            LoadPlan plan = plan(upstream.address(), ChatBodies.ANSWER_MARKER, 8, Pace.closed(), 300);
            LoadReport report = LoadGenerator.run(plan);
            assertThat(report.answered()).isPositive().isEqualTo(upstream.requests());
            assertThat(report.failures()).isEmpty();
            assertThat(report.seconds()).isBetween(0.25, 30.0);
            assertThat(report.latencies().p50())
                    .isPositive()
                    .isLessThanOrEqualTo(report.latencies().p99());
            assertThat(report.latencies().p99())
                    .isLessThanOrEqualTo(report.latencies().max());
        }
    }

    @Test
    void sendsLargeBodiesWhole() throws IOException {
        try (MockUpstream upstream = MockUpstream.start(0, "m", 2_000_000)) {
            byte[] request = request(ChatBodies.request("m", 5_000_000));
            LoadPlan plan = new LoadPlan(
                    upstream.address(),
                    request,
                    Expectation.of(200, ChatBodies.ANSWER_MARKER),
                    2,
                    Pace.closed(),
                    Duration.ofMillis(300));
            LoadReport report = LoadGenerator.run(plan);
            assertThat(report.failures()).isEmpty();
            assertThat(report.answered()).isPositive();
        }
    }

    @Test
    void beginsAsManyCallsAsTheRateSays() throws IOException {
        try (ScriptedServer server = new ScriptedServer(request -> RIGHT)) {
            LoadReport report = LoadGenerator.run(plan(server.address(), "right", 4, Pace.fixed(200), 500));
            assertThat(report.answered()).isEqualTo(100);
            assertThat(server.requests()).isEqualTo(100);
            assertThat(report.seconds()).isGreaterThanOrEqualTo(0.495);
        }
    }

    @Test
    void letsEveryCallThatAStallDelaysPayForIt() throws IOException {
        try (ScriptedServer server = new ScriptedServer(request -> {
            if (request == 0) {
                LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
            }
            return RIGHT;
        })) {
            LoadReport report = LoadGenerator.run(plan(server.address(), "right", 1, Pace.fixed(200), 500));
            // 80 of the 100 calls were due during the stall: the median waited for about 150 ms, not for one answer.
            assertThat(report.answered()).isEqualTo(100);
            assertThat(report.latencies().p50()).isGreaterThan(100_000);
            assertThat(report.latencies().max()).isGreaterThan(395_000);
        }
    }

    @Test
    void countsWrongAnswersApart() throws IOException {
        try (ScriptedServer server = new ScriptedServer(request -> switch (request) {
            case 1 -> ScriptedServer.answer(503, "right but busy");
            case 2 -> ScriptedServer.answer(200, "wrong");
            case 3 -> "";
            case 4 -> "nonsense\r\n\r\n";
            default -> RIGHT;
        })) {
            LoadReport report = LoadGenerator.run(plan(server.address(), "right", 1, Pace.fixed(100), 200));
            assertThat(report.failures())
                    .isEqualTo(Map.of(Failure.STATUS, 1L, Failure.MARKER, 1L, Failure.CONNECTION, 2L));
            assertThat(report.firstFailure()).isEqualTo("status 503: right but busy");
            assertThat(report.answered()).isEqualTo(16);
            assertThat(report.failed()).isEqualTo(4);
        }
    }

    @Test
    void connectsAnewWhenTheServerCloses() throws IOException {
        String last = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nright";
        try (ScriptedServer server = new ScriptedServer(request -> last)) {
            LoadReport report = LoadGenerator.run(plan(server.address(), "right", 2, Pace.fixed(100), 200));
            assertThat(report.failures()).isEmpty();
            assertThat(report.answered()).isEqualTo(20);
        }
    }

    @Test
    void notesWhenAStreamBeginsAndWhenItEnds() throws IOException {
        try (MockUpstream upstream = MockUpstream.start(0, "m", 1024)) {
            LoadReport report = LoadGenerator.run(
                    stream(upstream.address(), AnswerKind.PACED).once());
            assertThat(report.failures()).isEmpty();
            assertThat(report.answered()).isEqualTo(1);
            // 22 events with 21 pauses of 20 ms between them; the first comes at once.
            assertThat(report.latencies().max()).isGreaterThan(419_000);
            assertThat(report.firstEvents().max())
                    .isPositive()
                    .isLessThan(report.latencies().max() / 2);
        }
    }

    @Test
    void takesAStreamThatBreaksOffForAFailure() throws IOException {
        try (ScriptedServer server = new ScriptedServer(request -> request == 0
                ? ScriptedServer.answer(200, "data: right\n\n")
                : ScriptedServer.answer(200, "data: right\n\ndata: [DONE]\n\n"))) {
            LoadPlan plan = new LoadPlan(
                    server.address(),
                    request(ChatBodies.streamRequest("m", 2048)),
                    new Expectation(200, "right", ChatBodies.STREAM_END),
                    1,
                    Pace.fixed(100),
                    Duration.ofMillis(50));
            LoadReport report = LoadGenerator.run(plan);
            assertThat(report.failures()).isEqualTo(Map.of(Failure.ENDING, 1L));
            assertThat(report.answered()).isEqualTo(4);
        }
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        // Bound but not listening: nobody else can take the port meanwhile.
        try (Socket held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            InetSocketAddress address = (InetSocketAddress) held.getLocalSocketAddress();
            assertThatIOException().isThrownBy(() -> LoadGenerator.run(plan(address, "", 1, Pace.closed(), 100)));
        }
    }

    @Test
    void refusesOtherMachines() {
        InetSocketAddress elsewhere = InetSocketAddress.createUnresolved("192.0.2.1", 80);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(elsewhere, "", 1, Pace.closed(), 100))
                .withMessageContaining("192.0.2.1");
    }

    private static LoadPlan plan(InetSocketAddress target, String marker, int connections, Pace pace, long millis) {
        return new LoadPlan(
                target,
                request(ChatBodies.request("m", 2048)),
                Expectation.of(200, marker),
                connections,
                pace,
                Duration.ofMillis(millis));
    }

    private static LoadPlan stream(InetSocketAddress target, AnswerKind kind) {
        URI uri = URI.create("http://127.0.0.1:1" + kind.prefix() + "/v1/chat/completions");
        return new LoadPlan(
                target,
                RequestBytes.post(uri, Map.of(), ChatBodies.streamRequest("m", 2048)),
                new Expectation(200, ChatBodies.EVENT_MARKER, ChatBodies.STREAM_END),
                1,
                Pace.closed(),
                Duration.ofMillis(100));
    }

    private static byte[] request(byte[] body) {
        return RequestBytes.post(URI.create("http://127.0.0.1:1/v1/chat/completions"), Map.of("X-Test", "1"), body);
    }
}
