package io.grammage.bench.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.bench.http.ChatBodies;
import io.grammage.bench.http.MessageReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AnswerTest {
    @ParameterizedTest
    @CsvSource({"JSON, 1, 0", "DELAYED, 1, 20", "STREAM, 8, 0", "PACED, 22, 420"})
    void isSentInPartsWithPauses(AnswerKind kind, int parts, long millis) {
        Answer answer = Answer.of(kind, "m", 1024);
        assertThat(answer.parts()).hasSize(parts);
        assertThat(answer.parts().stream().mapToLong(Answer.Part::afterNanos).sum())
                .isEqualTo(millis * 1_000_000);
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON", "DELAYED"})
    void isJsonOfTheSizeWanted(AnswerKind kind) throws IOException {
        assertThat(body(Answer.of(kind, "m", 1024))).hasSize(1024).contains(ChatBodies.ANSWER_MARKER);
    }

    @Test
    void isAStreamWithUsageAndEnd() throws IOException {
        String stream = body(Answer.of(AnswerKind.STREAM, "m", 1024));
        assertThat(stream).isEqualTo(new String(ChatBodies.stream("m", 64), StandardCharsets.US_ASCII));
        assertThat(stream).contains("\"choices\":[],\"usage\":").endsWith("data: [DONE]\n\n");
        assertThat(body(Answer.of(AnswerKind.PACED, "m", 1024)))
                .isEqualTo(new String(ChatBodies.stream("m", 20), StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({
        "POST /stream/v1/chat/completions, STREAM",
        "POST /paced/v1/chat/completions, PACED",
        "POST /delayed/v1/chat/completions, DELAYED",
        "POST /json/v1/chat/completions, JSON",
        "POST /v1/chat/completions, JSON",
        "GET /paced/v1/models, JSON",
        "'', JSON"
    })
    void isChosenByThePathOfACall(String target, AnswerKind kind) {
        assertThat(AnswerKind.of(target)).isEqualTo(kind);
    }

    private static String body(Answer answer) throws IOException {
        String text = answer.parts().stream()
                .map(part -> StandardCharsets.US_ASCII.decode(part.bytes().duplicate()))
                .collect(Collectors.joining());
        ReadableByteChannel channel =
                Channels.newChannel(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
        MessageReader reader = MessageReader.ofAnswers();
        while (!reader.read(channel)) {
            assertThat(reader.status()).isEqualTo(200);
        }
        return reader.bodyStart(reader.bodyLength());
    }
}
