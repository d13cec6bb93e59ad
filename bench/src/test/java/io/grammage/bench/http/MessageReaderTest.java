package io.grammage.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
    private static final String SIZED =
            "HTTP/1.1 201 Created\r\nContent-Type: text/plain\r\ncOnTent-LENGTH: 11\r\n\r\nhello world";
    private static final String CHUNKED = """
            HTTP/1.1 201 Created\r
            Transfer-Encoding: chunked\r
            \r
            4\r
            hell\r
            6;note=x\r
            o worl\r
            1\r
            d\r
            0\r
            X-Sum: 1\r
            \r
            """;

    @ParameterizedTest
    @ValueSource(strings = {SIZED, CHUNKED})
    void readsAnAnswerCutAnywhere(String answer) throws IOException {
        for (int cut = 1; cut < answer.length(); cut++) {
            MessageReader reader = MessageReader.ofAnswers();
            assertThat(reader.read(channel(answer.substring(0, cut)))).isFalse();
            assertThat(reader.read(channel(answer.substring(cut)))).isTrue();
            assertThat(reader.status()).isEqualTo(201);
            assertThat(reader.bodyStart(100)).isEqualTo("hello world");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SIZED, CHUNKED})
    void readsOneAnswerAfterTheOther(String answer) throws IOException {
        MessageReader reader = MessageReader.ofAnswers();
        for (int i = 0; i < 3; i++) {
            assertThat(reader.read(channel(answer))).isTrue();
            assertThat(reader.bodyLength()).isEqualTo(11);
            reader.reset();
            assertThat(reader.isFresh()).isTrue();
        }
    }

    @Test
    void findsAMarkerAcrossChunks() throws IOException {
        MessageReader reader = MessageReader.ofAnswers();
        reader.read(channel(CHUNKED));
        assertThat(reader.bodyContains("lo wor".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(reader.bodyContains("X-Sum".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @Test
    void readsBodiesLargerThanItsBuffer() throws IOException {
        String body = "x".repeat(100_000) + "end";
        MessageReader reader = MessageReader.ofAnswers();
        ReadableByteChannel channel = channel("HTTP/1.1 200 OK\r\nContent-Length: 100003\r\n\r\n" + body);
        while (!reader.read(channel)) {
            assertThat(reader.status()).isEqualTo(200);
        }
        assertThat(reader.bodyContains("xend".getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @Test
    void takesARequestWithoutLengthAsOneWithoutBody() throws IOException {
        MessageReader reader = MessageReader.ofRequests();
        assertThat(reader.read(channel("GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")))
                .isTrue();
        assertThat(reader.bodyLength()).isZero();
        assertThat(reader.closes()).isTrue();
    }

    @Test
    void tellsWhatIsAskedForAndKeepsNothingOfIt() throws IOException {
        String body = "x".repeat(300_000);
        String text = "POST /stream/v1/chat/completions HTTP/1.1\r\nContent-Length: 300000\r\n\r\n" + body;
        MessageReader reader = MessageReader.ofRequests();
        for (int i = 0; i < 3; i++) {
            ReadableByteChannel channel = channel(text);
            while (!reader.read(channel)) {
                assertThat(reader.target()).isEqualTo("POST /stream/v1/chat/completions");
            }
            assertThat(reader.bodyLength()).isZero();
            reader.reset();
        }
    }

    @Test
    void refusesASecondRequestBehindTheFirst() {
        String text = "POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nabPOST";
        assertThatIOException()
                .isThrownBy(() -> MessageReader.ofRequests().read(channel(text)))
                .withMessageContaining("bytes after the message: 4");
    }

    @Test
    void seesHowABodyEnds() throws IOException {
        MessageReader reader = MessageReader.ofAnswers();
        reader.read(channel("HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\ndata: [DONE]\n\n"));
        assertThat(reader.bodyEndsWith(bytes("data: [DONE]"))).isTrue();
        assertThat(reader.bodyEndsWith(bytes("[DONE]"))).isTrue();
        assertThat(reader.bodyEndsWith(bytes(""))).isTrue();
        assertThat(reader.bodyEndsWith(bytes("data:"))).isFalse();
        assertThat(reader.bodyEndsWith(bytes("more than there is data: [DONE]")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n;x\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nabc",
                "SSH-2.0-OpenSSH\r\n\r\n"
            })
    void refusesWhatItCannotDelimit(String answer) {
        assertThatIOException().isThrownBy(() -> MessageReader.ofAnswers().read(channel(answer)));
    }

    @Test
    void saysThatTheConnectionEnded() {
        ReadableByteChannel channel = Channels.newChannel(
                new SequenceInputStream(stream("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"), stream("")));
        MessageReader reader = MessageReader.ofAnswers();
        assertThatIOException()
                .isThrownBy(() -> {
                    while (!reader.read(channel)) {
                        assertThat(reader.status()).isEqualTo(200);
                    }
                })
                .isInstanceOf(EOFException.class)
                .withMessage("connection closed after 42 bytes of a message");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ReadableByteChannel channel(String text) {
        return Channels.newChannel(stream(text));
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
