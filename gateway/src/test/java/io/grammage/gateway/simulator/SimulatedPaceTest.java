package io.grammage.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When answers leave, on a clock that the test moves: nothing before its time, and nothing later either. */
class SimulatedPaceTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String PLAIN = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    private static final String STREAM = PLAIN.replaceFirst("\\{", "{\"stream\":true,");
    private static final Duration INSTANT = Duration.ofNanos(1_000);
    /** Eleven tokens, the first after 60 ms, then one every 10 ms. */
    private static final String[] PACED = {
        "x-simulator-ttft-ms", "60", "x-simulator-tokens-per-second", "100", "x-simulator-output-tokens", "11"
    };

    private final SteppedClock clock = new SteppedClock();
    private RunningSimulator simulator;
    private Socket socket;

    @BeforeEach
    void start() throws IOException {
        simulator = new RunningSimulator(SimulatorOptions.defaults(), clock);
        socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port());
        socket.setSoTimeout(RawAnswer.PATIENCE_MILLIS);
    }

    @AfterEach
    void stop() throws IOException {
        socket.close();
        simulator.close();
    }

    @Test
    void sendsAPlainAnswerWhenItsLastTokenIsDue() throws Exception {
        request(PLAIN, PACED);

        expectSilenceUntil(Duration.ofMillis(160));
        assertThat(readUntil("}")).startsWith("HTTP/1.1 200 OK");
    }

    @Test
    void sendsEachTokenOfAStreamWhenItIsDue() throws Exception {
        request(STREAM, PACED);

        expectSilenceUntil(Duration.ofMillis(60));
        // The role goes with the first token.
        assertThat(events(readUntil("\n\n\r\n"))).isEqualTo(2);
        for (int token = 1; token < 10; token++) {
            expectSilenceUntil(Duration.ofMillis(10));
            assertThat(events(readUntil("\n\n\r\n"))).isEqualTo(1);
        }
        expectSilenceUntil(Duration.ofMillis(10));
        assertThat(readUntil("[DONE]\n\n\r\n0\r\n\r\n")).contains("\"finish_reason\":\"stop\"");
    }

    @Test
    void sendsAtOnceWhatIsLateAndTheRestWhenItWasDue() throws Exception {
        request(STREAM, PACED);

        clock.advance(Duration.ofMillis(115));
        assertThat(events(readUntil("\n\n\r\n"))).isEqualTo(1 + 6);
        expectSilenceUntil(Duration.ofMillis(5));
        assertThat(events(readUntil("\n\n\r\n"))).isEqualTo(1);
    }

    @Test
    void sendsTheHeadEarlyIfTold() throws Exception {
        request(STREAM, "x-simulator-ttft-ms", "1000", "x-simulator-early-head", "true");

        assertThat(readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 OK");
        expectSilenceUntil(Duration.ofSeconds(1));
        assertThat(events(readUntil("\n\n"))).isPositive();
    }

    private void request(String body, String... headers) throws Exception {
        socket.getOutputStream().write(RawAnswer.request(CHAT, body, headers));
        clock.awaitWaiting();
    }

    /** Lets time pass, and makes sure that nothing comes up to the last instant. */
    private void expectSilenceUntil(Duration due) throws Exception {
        clock.advance(due.minus(INSTANT));
        clock.awaitWaiting();
        assertThat(socket.getInputStream().available()).isZero();
        clock.advance(INSTANT);
    }

    private String readUntil(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (!text.toString().endsWith(end)) {
            int next = in.read();
            assertThat(next).as(text.toString()).isNotNegative();
            text.append((char) next);
        }
        return new String(text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static int events(String text) {
        return text.split("data: ", -1).length - 1;
    }
}
