package io.grammage.gateway.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeReaderTest {
    private static final String CHAT = """
            {
              "model": "llama-3.3-70b",
              "messages": [
                {"role": "system", "content": "Tu réponds en français. \\"model\\": \\u00e9 🙂"},
                {"role": "user", "content": [{"type": "text", "text": "Bonjour"}]}
              ],
              "tools": [{"type": "function", "function": {"name": "f", "parameters": {"model": 1, "n": {}}}}],
              "temperature": 0.7,
              "n": 2, "max_tokens": 100, "max_completion_tokens": 200,
              "stream": true,
              "stream_options": {"include_usage": true}
            }
            """;

    @Test
    void readsWhatItNeedsOfAChat() {
        Envelope envelope = chat(CHAT);

        assertThat(envelope.endpoint()).isEqualTo(Endpoint.CHAT_COMPLETIONS);
        assertThat(envelope.model()).isEqualTo("llama-3.3-70b");
        assertThat(envelope.stream()).isTrue();
        assertThat(envelope.includeUsage()).isTrue();
        assertThat(envelope.output()).isEqualTo(new OutputBounds(2, -1, 100, 200));
        assertThat(envelope.output().choices()).isEqualTo(2);
        assertThat(envelope.output().tokensPerChoice()).isEqualTo(200);
        assertThat(envelope.prompt().messages()).isEqualTo(2);
        assertThat(envelope.prompt().inputs()).isEqualTo(1);
        assertThat(envelope.prompt().media()).isFalse();
        assertThat(envelope.layout().length()).isEqualTo(CHAT.getBytes(UTF_8).length);
        assertThat(text(CHAT, envelope.layout().model())).isEqualTo("\"llama-3.3-70b\"");
        assertThat(text(CHAT, envelope.prompt().span()))
                .startsWith("[\n    {\"role\": \"system\"")
                .endsWith("\"Bonjour\"}]}\n  ]");
    }

    @Test
    void takesAbsentFieldsAndNullAsAbsent() {
        String nulls = "{\"model\":\"m\",\"stream\":null,\"stream_options\":null,\"n\":null,\"best_of\":null,"
                + "\"max_tokens\":null,\"max_completion_tokens\":null,\"messages\":null,\"input\":null,\"prompt\":null}";
        for (String body : List.of("{\"model\":\"m\"}", nulls)) {
            for (Endpoint endpoint : Endpoint.values()) {
                Envelope envelope = read(body, endpoint);

                assertThat(envelope.stream()).isFalse();
                assertThat(envelope.includeUsage()).isFalse();
                assertThat(envelope.output()).isEqualTo(new OutputBounds(-1, -1, -1, -1));
                assertThat(envelope.output().choices()).isEqualTo(1);
                assertThat(envelope.output().tokensPerChoice()).isEqualTo(-1);
                assertThat(envelope.prompt()).isEqualTo(new PromptShape(0, 1, false, new Span(0, 0)));
            }
        }
    }

    @Test
    void readsOnlyTheGivenLength() {
        byte[] body = "{\"model\":\"m\"}trailing".getBytes(UTF_8);

        assertThat(EnvelopeReader.read(body, 13, Endpoint.EMBEDDINGS).model()).isEqualTo("m");
    }

    @Test
    void countsEscapedNamesAsWhatTheyMean() {
        Envelope envelope = chat("{\"\\u006dod\\u0065l\":\"m\\u00f6\\/\",\"\\u006e\":3,\"str\\u0065am\":true}");

        assertThat(envelope.model()).isEqualTo("mö/");
        assertThat(envelope.output().n()).isEqualTo(3);
        assertThat(envelope.stream()).isTrue();
        assertThat(envelope.layout().model()).isEqualTo(new Span(19, 30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model",
                "stream",
                "stream_options",
                "n",
                "best_of",
                "max_tokens",
                "max_completion_tokens",
                "messages",
                "input",
                "prompt"
            })
    void refusesAWatchedFieldTwice(String name) {
        String value = name.equals("model") ? "\"other\"" : "null";
        String first = name.equals("model") ? "" : "\"" + name + "\":null,";
        String body = "{" + first + "\"model\":\"m\",\"x\":{\"" + name + "\":1},\"\\u00"
                + Integer.toHexString(name.charAt(0)) + name.substring(1) + "\":" + value + "}";

        GatewayException refusal = refusal(body);

        assertThat(refusal.code()).isEqualTo(ErrorCode.DUPLICATE_KEY);
        assertThat(refusal.param()).isEqualTo(name);
        assertThat(refusal.message()).contains(name).contains("at byte " + body.lastIndexOf("\"\\u00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Model", "MODEL", "meſſages", "N", "Max_Tokens", "promPT", "ſtream"})
    void refusesNamesThatDifferOnlyInCaseSinceSomeServersReadThemAsTheSame(String name) {
        GatewayException refusal = refusal("{\"model\":\"m\", \"" + name + "\":\"other\"}");

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal.message()).contains("at byte 14").contains("only in case");
    }

    @Test
    void leavesUnknownFieldsAloneWhateverTheyHold() {
        String body = "{\"x\":1,\"x\":[{\"model\":[]}],\"\":null,\"models\":{\"model\":1,\"model\":2},\"model\":\"m\","
                + "\"temperature\":\"hot\",\"x\":-1.5e300,\"y\":" + "9".repeat(1000) + ",\"z\":\"\\ud800\"}";

        assertThat(chat(body).model()).isEqualTo("m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"messages\":[]}                    | missing",
                "{}                                   | missing",
                "{\"model\":null}                     | missing",
                "{\"model\":\"\"}                     | blank",
                "{\"model\":\" \\t\\u2003\"}          | blank"
            })
    void refusesABodyWithoutModel(String body, String word) {
        GatewayException refusal = refusal(body);

        assertThat(refusal.code()).isEqualTo(ErrorCode.MISSING_MODEL);
        assertThat(refusal.message()).contains(word);
        assertThat(refusal.param()).isEqualTo("model");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "true", "[\"m\"]", "{\"m\":1}", "\"a\\nb\"", "\"\\u007f\"", "\"\\ud83d\"", "\"a\\u2028\""})
    void refusesAModelThatIsNoPrintableString(String value) {
        GatewayException refusal = refusal("{\"model\":" + value + "}");

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal.param()).isEqualTo("model");
        assertThat(refusal.message()).contains("at byte 9");
    }

    @Test
    void boundsTheLengthOfAModelName() {
        assertThat(chat("{\"model\":\"" + "é".repeat(256) + "\"}").model()).hasSize(256);
        assertThat(chat("{\"model\":\"" + "\\u00e9".repeat(256) + "\"}").model())
                .hasSize(256);
        for (int length : new int[] {257, 2_000, 1_000_000}) {
            GatewayException refusal = refusal("{\"model\":\"" + "m".repeat(length) + "\"}");
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(refusal.message()).contains("at most 256 characters").hasSizeLessThan(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "stream                | 1, \"true\", [], {}",
                "stream_options        | 1, true, [], \"x\"",
                "n                     | 0, -1, 129, 1.0, 1e1, \"1\", true, [], 18446744073709551617",
                "best_of               | -1, 129, 0.5, \"1\"",
                "max_tokens            | -1, 1000000001, 9223372036854775808, 1e2, \"5\", {}",
                "max_completion_tokens | -1, 99999999999999999999999, 1.5, [1]",
                "messages              | 1, \"x\", {}, true"
            })
    void refusesValuesOfTheWrongTypeOrOutOfRange(String name, String values) {
        for (String value : values.split(", ", -1)) {
            GatewayException refusal = refusal("{\"model\":\"m\",\"" + name + "\":" + value + "}");

            assertThat(refusal.code()).as(value).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(refusal.param()).as(value).isEqualTo(name);
            assertThat(refusal.message())
                    .as(value)
                    .contains("at byte " + (16 + name.length()))
                    .contains("expected:");
        }
    }

    @Test
    void refusesStrangeValuesOfIncludeUsage() {
        assertThat(refusal("{\"model\":\"m\",\"stream_options\":{\"include_usage\":1}}")
                        .code())
                .isEqualTo(ErrorCode.INVALID_REQUEST);
        GatewayException twice =
                refusal("{\"model\":\"m\",\"stream_options\":{\"include_usage\":true,\"include_usage\":false}}");
        assertThat(twice.code()).isEqualTo(ErrorCode.DUPLICATE_KEY);
        assertThat(twice.param()).isEqualTo("stream_options");
    }

    @Test
    void checksTheTypeOfThePromptOfItsOwnEndpointOnly() {
        assertThat(refusal("{\"model\":\"m\",\"input\":5}", Endpoint.EMBEDDINGS).param())
                .isEqualTo("input");
        assertThat(refusal("{\"model\":\"m\",\"input\":{}}", Endpoint.EMBEDDINGS)
                        .param())
                .isEqualTo("input");
        assertThat(refusal("{\"model\":\"m\",\"prompt\":true}", Endpoint.COMPLETIONS)
                        .param())
                .isEqualTo("prompt");
        assertThat(chat("{\"model\":\"m\",\"input\":5,\"prompt\":true}")
                        .prompt()
                        .inputs())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"text\"                     | 1 | false",
                "\"\"                         | 1 | false",
                "[]                           | 1 | false",
                "[\"a\"]                      | 1 | false",
                "[\"a\",\"b\\\"]\", \"c\"]    | 3 | false",
                "[1, 2, 3, 4]                 | 1 | false",
                "[[1,2],[3]]                  | 2 | false",
                "[[1,2],\"a\",4,5]            | 3 | false",
                "[{\"image\":\"http://x\"}]   | 1 | true"
            })
    void countsInputs(String value, int inputs, boolean media) {
        String embeddings = "{\"input\":" + value + " ,\"model\":\"m\"}";
        String completion = "{\"model\":\"m\",\"prompt\": " + value + "}";

        PromptShape input = read(embeddings, Endpoint.EMBEDDINGS).prompt();
        PromptShape prompt = read(completion, Endpoint.COMPLETIONS).prompt();

        assertThat(input.inputs()).isEqualTo(inputs);
        assertThat(input.media()).isEqualTo(media);
        assertThat(text(embeddings, input.span())).isEqualTo(value);
        assertThat(prompt.inputs()).isEqualTo(inputs);
        assertThat(text(completion, prompt.span())).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"content\":\"image_url\"}                                         | false",
                "{\"content\":null}                                                  | false",
                "{\"content\":[]}                                                    | false",
                "{\"content\":[\"a\",{\"text\":\"x\",\"type\":\"text\"}]}            | false",
                "{\"content\":[{\"type\":\"refusal\",\"refusal\":\"no\"}]}           | false",
                "{\"content\":[{\"type\":\"thinking\",\"thinking\":[]}]}             | false",
                "{\"tool_calls\":[{\"type\":\"function\"}]}                          | false",
                "{\"audio\":null}                                                    | false",
                "{\"audio\":{\"id\":\"audio_1\"}}                                    | true",
                "{\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:\"}}]} | true",
                "{\"content\":[{\"type\":\"text\"},{\"type\":\"input_audio\"}]}      | true",
                "{\"content\":[{\"type\":\"file\"}]}                                 | true",
                "{\"content\":[{\"type\":\"document_url\"}]}                         | true",
                "{\"content\":[{\"image_url\":\"http://x\"}]}                        | true",
                "{\"content\":[{\"type\":\"text\",\"type\":\"image_url\"}]}          | true",
                "{\"content\":[{\"type\":\"image_url\",\"type\":\"text\"}]}          | true",
                "{\"content\":[{\"typ\\u0065\":\"im\\u0061ge_url\"}]}                | true",
                "{\"content\":{\"type\":\"image_url\"}}                              | true",
                "{\"content\":[{\"type\":[\"text\"]}]}                               | true",
                "[1]                                                                 | false"
            })
    void seesMediaParts(String message, boolean media) {
        String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}," + message + "]}";

        PromptShape prompt = chat(body).prompt();

        assertThat(prompt.media()).isEqualTo(media);
        assertThat(prompt.messages()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void refusesEveryTruncation(Endpoint endpoint) {
        byte[] body = CHAT.strip().getBytes(UTF_8);
        for (int length = 0; length < body.length; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            assertThat(refusal(cut, endpoint).code()).as("length %d", length).isEqualTo(ErrorCode.MALFORMED_JSON);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model\":\"m\",}               | 13",
                "{\"model\":\"m\" \"n\":1}        | 13",
                "{\"model\":\"SECRET\\q\"}        | 16",
                "{\"model\":SECRET}               | 9",
                "{model:\"m\"}                    | 1",
                "{\"model\":\"m\"}{}              | 13",
                "{\"model\":\"m\"} SECRET         | 14",
                "{\"model\":\"m\"}]               | 13",
                "{\"model\":\"m\",\"n\":01}       | 18",
                "{\"model\":\"m\",\"x\":NaN}      | 17",
                "{\"model\":\"m\",\"x\":[1}       | 19",
                "{\"model\":\"m\",/**/\"x\":1}    | 13"
            })
    void tellsWhereTheJsonIsBrokenAndQuotesNothing(String body, int offset) {
        GatewayException refusal = refusal(body);

        assertThat(refusal.code()).isEqualTo(ErrorCode.MALFORMED_JSON);
        assertThat(refusal.message()).doesNotContain("SECRET");
        assertThat(offsetIn(refusal)).isBetween(offset, offset + 3);
        assertThat(refusal.getCause()).isNull();
    }

    private static int offsetIn(GatewayException refusal) {
        String message = refusal.message();
        int start = message.indexOf("at byte ") + 8;
        int end = start;
        while (end < message.length() && message.charAt(end) >= '0' && message.charAt(end) <= '9') {
            end++;
        }
        return Integer.parseInt(message.substring(start, end));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"model\":\"m\"}]", "\"model\"", "1", "null", " true "})
    void refusesWhatIsNoObject(String body) {
        assertThat(refusal(body).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal(body).message()).contains("not a JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \r\n\t "})
    void refusesAnEmptyBody(String body) {
        assertThat(refusal(body).code()).isEqualTo(ErrorCode.MALFORMED_JSON);
        assertThat(refusal(body).message()).contains("empty");
    }

    @Test
    void refusesOtherEncodings() {
        String json = "{\"model\":\"m\"}";
        assertThat(refusal(json.getBytes(UTF_16LE), Endpoint.EMBEDDINGS).code()).isEqualTo(ErrorCode.MALFORMED_JSON);
        assertThat(refusal(("\uFEFF" + json).getBytes(UTF_16LE), Endpoint.EMBEDDINGS)
                        .message())
                .contains("at byte 3");
        assertThat(refusal(("\uFEFF" + json).getBytes(UTF_8), Endpoint.EMBEDDINGS)
                        .message())
                .contains("byte order mark");
        assertThat(refusal("{\"model\":\"mé\"}".getBytes(ISO_8859_1), Endpoint.EMBEDDINGS)
                        .message())
                .contains("not UTF-8 at byte 11");
        assertThat(refusal("{\"mod\u00c1\u00a5l\":\"m\"}".getBytes(ISO_8859_1), Endpoint.EMBEDDINGS)
                        .message())
                .as("overlong form of e")
                .contains("not UTF-8 at byte 5");
    }

    @Test
    void boundsDepthAndNumbers() {
        String within = "{\"model\":\"m\",\"x\":" + "[".repeat(511) + "]".repeat(511) + "}";
        assertThat(chat(within).model()).isEqualTo("m");
        for (String value : List.of("[".repeat(512) + "]".repeat(512), "[".repeat(1_000_000), "1".repeat(1_001))) {
            GatewayException refusal = refusal("{\"model\":\"m\",\"x\":" + value + "}");
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(refusal.message()).contains("exceeds a bound at byte");
        }
    }

    @Test
    void takesLongStrings() {
        String body = "{\"model\":\"m\",\"messages\":[{\"content\":\"" + "x".repeat(5_000_000) + "\"}],\"prompt\":\""
                + "y".repeat(5_000_000) + "\"}";

        assertThat(read(body, Endpoint.COMPLETIONS).prompt().span().length()).isEqualTo(5_000_002);
    }

    static Envelope chat(String body) {
        return read(body, Endpoint.CHAT_COMPLETIONS);
    }

    static Envelope read(String body, Endpoint endpoint) {
        byte[] bytes = body.getBytes(UTF_8);
        return EnvelopeReader.read(bytes, bytes.length, endpoint);
    }

    private static GatewayException refusal(String body) {
        return refusal(body, Endpoint.CHAT_COMPLETIONS);
    }

    private static GatewayException refusal(String body, Endpoint endpoint) {
        return refusal(body.getBytes(UTF_8), endpoint);
    }

    private static GatewayException refusal(byte[] body, Endpoint endpoint) {
        GatewayException refusal =
                catchThrowableOfType(GatewayException.class, () -> EnvelopeReader.read(body, body.length, endpoint));
        assertThat(refusal).as(new String(body, UTF_8)).isNotNull();
        return refusal;
    }

    static String text(String body, Span span) {
        return new String(body.getBytes(UTF_8), span.start(), span.length(), UTF_8);
    }
}
