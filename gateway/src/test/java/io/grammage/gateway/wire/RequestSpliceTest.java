package io.grammage.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.wire.RequestSplice.StreamOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestSpliceTest {
    private static final JsonString SAME = JsonString.of("m");

    @Test
    void leavesTheVeryArrayWhenNothingChanges() {
        byte[] body = "{ \"model\" : \"m\" }\n".getBytes(UTF_8);
        Envelope envelope = EnvelopeReader.read(body, body.length, Endpoint.CHAT_COMPLETIONS);

        Splice splice = RequestSplice.of(body, envelope, SAME, StreamOptions.KEPT);

        assertThat(splice.changed()).isFalse();
        assertThat(splice.toBytes()).isSameAs(body);
    }

    @Test
    void dropsWhatTheArrayHoldsAfterTheBody() {
        byte[] body = "{\"model\":\"m\"}garbage".getBytes(UTF_8);
        Envelope envelope = EnvelopeReader.read(body, 13, Endpoint.CHAT_COMPLETIONS);

        assertThat(RequestSplice.of(body, envelope, SAME, StreamOptions.KEPT).toBytes())
                .asString(UTF_8)
                .isEqualTo("{\"model\":\"m\"}");
    }

    @Test
    void replacesTheModelWithTheProvidersNameEscaped() {
        assertThat(spliced(
                        "{\"x\": 1, \"model\" : \"m\\u00e9\" ,\"y\":2}", JsonString.of("a\"b/é🙂"), StreamOptions.KEPT))
                .isEqualTo("{\"x\": 1, \"model\" : \"a\\\"b/é🙂\" ,\"y\":2}");
    }

    @Test
    void keepsAnEscapedNameThatMeansTheSame() {
        assertThat(spliced("{\"model\":\"\\u006d\"}", SAME, StreamOptions.KEPT)).isEqualTo("{\"model\":\"\\u006d\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model\":\"m\"}" + "| {\"model\":\"m\",\"stream_options\":{\"include_usage\":true}}",
                "{\"model\":\"m\",\"x\":\"}\"  }"
                        + "| {\"model\":\"m\",\"x\":\"}\"  ,\"stream_options\":{\"include_usage\":true}}",
                "{\"stream_options\": null ,\"model\":\"m\"}"
                        + "| {\"stream_options\": {\"include_usage\":true} ,\"model\":\"m\"}",
                "{\"stream_options\":{},\"model\":\"m\"}"
                        + "| {\"stream_options\":{\"include_usage\":true},\"model\":\"m\"}",
                "{\"model\":\"m\",\"stream_options\":{ }}"
                        + "| {\"model\":\"m\",\"stream_options\":{\"include_usage\":true }}",
                "{\"stream_options\":{ \"a\":{\"include_usage\":true}},\"model\":\"m\"}"
                        + "| {\"stream_options\":{\"include_usage\":true, \"a\":{\"include_usage\":true}},\"model\":\"m\"}",
                "{\"stream_options\":{\"a\":1,\"include_usage\":false ,\"b\":2},\"model\":\"m\"}"
                        + "| {\"stream_options\":{\"a\":1,\"include_usage\":true ,\"b\":2},\"model\":\"m\"}",
                "{\"stream_options\":{\"include_usag\\u0065\": null},\"model\":\"m\"}"
                        + "| {\"stream_options\":{\"include_usag\\u0065\": true},\"model\":\"m\"}",
                "{\"stream_options\":{\"include_usage\":true,\"b\":2},\"model\":\"m\"}"
                        + "| {\"stream_options\":{\"include_usage\":true,\"b\":2},\"model\":\"m\"}"
            })
    void asksForUsage(String body, String expected) {
        assertThat(spliced(body, SAME, StreamOptions.WITH_USAGE)).isEqualTo(expected);
        assertThat(EnvelopeReaderTest.chat(expected).includeUsage()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model\":\"m\"}                                          | {\"model\":\"m\"}",
                "{\"model\":\"m\" , \"stream_options\" : {\"a\":[1]} }      | {\"model\":\"m\"  }",
                "{ \"stream_options\":null , \"model\":\"m\"}               | { \"model\":\"m\"}",
                "{\"model\":\"m\",\"stream_options\":{},\"x\":1}            | {\"model\":\"m\",\"x\":1}"
            })
    void removesStreamOptionsWithTheRightComma(String body, String expected) {
        assertThat(spliced(body, SAME, StreamOptions.REMOVED)).isEqualTo(expected);
    }

    @Test
    void changesModelAndOptionsInAnyOrder() {
        JsonString other = JsonString.of("other");
        assertThat(spliced("{\"stream_options\":null,\"model\":\"m\"}", other, StreamOptions.WITH_USAGE))
                .isEqualTo("{\"stream_options\":{\"include_usage\":true},\"model\":\"other\"}");
        assertThat(spliced("{\"model\":\"m\",\"stream_options\":null}", other, StreamOptions.WITH_USAGE))
                .isEqualTo("{\"model\":\"other\",\"stream_options\":{\"include_usage\":true}}");
    }

    private static String spliced(String body, JsonString upstreamModel, StreamOptions options) {
        byte[] bytes = body.getBytes(UTF_8);
        Envelope envelope = EnvelopeReader.read(bytes, bytes.length, Endpoint.CHAT_COMPLETIONS);
        Splice splice = RequestSplice.of(bytes, envelope, upstreamModel, options);
        byte[] result = splice.toBytes();
        assertThat(splice.length()).isEqualTo(result.length);
        return new String(result, UTF_8);
    }
}
