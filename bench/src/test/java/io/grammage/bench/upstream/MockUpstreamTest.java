package io.grammage.bench.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.bench.http.ChatBodies;
import io.grammage.bench.http.MessageReader;
import io.grammage.bench.http.RequestBytes;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MockUpstreamTest {
    @Test
    void answersEachCallOfAConnectionAsItsPathAsks() throws IOException {
        try (MockUpstream upstream = MockUpstream.start(0, "m", 1024);
                SocketChannel channel = SocketChannel.open(upstream.address())) {
            for (AnswerKind kind : AnswerKind.values()) {
                MessageReader answer = call(channel, kind.prefix(), ChatBodies.request("m", 2048));
                assertThat(answer.bodyEndsWith(ChatBodies.STREAM_END.getBytes(StandardCharsets.UTF_8)))
                        .isEqualTo(kind.streams());
            }
            assertThat(upstream.requests()).isEqualTo(AnswerKind.values().length);
        }
    }

    @Test
    void takesItsTimeWherePausesAreAsked() throws IOException {
        try (MockUpstream upstream = MockUpstream.start(0, "m", 1024);
                SocketChannel channel = SocketChannel.open(upstream.address())) {
            long begin = System.nanoTime();
            call(channel, "/delayed", ChatBodies.request("m", 2048));
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(20_000_000);
        }
    }

    @Test
    void readsLargeRequests() throws IOException {
        try (MockUpstream upstream = MockUpstream.start(0, "m", 1024);
                SocketChannel channel = SocketChannel.open(upstream.address())) {
            MessageReader answer = call(channel, "/json", ChatBodies.request("m", 10 << 20));
            assertThat(answer.bodyLength()).isEqualTo(1024);
        }
    }

    private static MessageReader call(SocketChannel channel, String prefix, byte[] body) throws IOException {
        URI uri = URI.create("http://127.0.0.1:1" + prefix + "/v1/chat/completions");
        ByteBuffer request = ByteBuffer.wrap(RequestBytes.post(uri, Map.of(), body));
        while (request.hasRemaining()) {
            channel.write(request);
        }
        MessageReader answer = MessageReader.ofAnswers();
        while (!answer.read(channel)) {
            assertThat(channel.isOpen()).isTrue();
        }
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }
}
