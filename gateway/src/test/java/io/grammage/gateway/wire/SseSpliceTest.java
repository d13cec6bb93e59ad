package io.grammage.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SseSpliceTest {
    private static final JsonString PUBLIC = JsonString.of("public");
    private static final byte[] OURS = "{\"u\":1}".getBytes(UTF_8);

    /** Line ends are written as they look: n for LF, r for CR. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "data: {'model':'up'}~n~n              | data: {'model':'public','usage':{'u':1}}~n~n",
                "id: 1~r~ndata:{'usage':{'a':2}}~r~n:c~r~n~r~n | id: 1~r~ndata:{'usage':{'u':1}}~r~n:c~r~n~r~n",
                "data: {~ndata: 'model':~ndata: 'up'}~n~n | data: {~ndata: 'model':~ndata: 'public','usage':{'u':1}}~n~n",
                "data: {'usage':~rdata:{'a':~rdata:1},~rdata: 'model':'up'}~r~r | data: {'usage':~rdata:{'u':1},~rdata: 'model':'public'}~r~r",
                "data: {}~nid: 9~ndata: ~n~n            | data: {'usage':{'u':1}}~nid: 9~ndata: ~n~n"
            })
    void putsModelAndUsageAndKeepsTheFraming(String event, String expected) {
        SseEvent read = SseScannerTest.only(lines(event));
        AnswerShape shape = shape(read);
        Splice splice = AnswerSplice.withUsage(AnswerSplice.renamed(read.splice(), shape, PUBLIC), shape, OURS);

        assertThat(splice.toBytes()).asString(UTF_8).isEqualTo(lines(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "data: {'a':1,'usage':{}}~n~n                          | {'a':1}",
                "data: {'usage':{'b':~ndata: 2},~ndata: 'a':1}~n~n     | {'a':1}",
                "data: {~ndata: 'usage':null~ndata: ,~ndata: 'a':1}~n~n | {'a':1}",
                "data: {'a':1~ndata: ,~ndata: 'usage':{~ndata:}~ndata: }~n~n | {'a':1}",
                "data: {'a':1,~ndata: 'usage':{},~r~ndata: 'b':2}~n~n  | {'a':1,'b':2}"
            })
    void leavesUsageOutOfSeveralLines(String event, String expected) {
        SseEvent read = SseScannerTest.only(lines(event));

        byte[] spliced = AnswerSplice.withoutUsage(read.splice(), shape(read)).toBytes();

        String data = SseScannerTest.data(SseScannerTest.only(new String(spliced, UTF_8)));
        assertThat(data.replaceAll("\\s", "")).isEqualTo(lines(expected));
    }

    @Test
    void keepsNewTextOnOneLine() {
        byte[] usage = "{\"a\":\n{\r\n}}".getBytes(UTF_8);
        SseEvent event = SseScannerTest.only("data: {\"usage\":null}\n\n");

        byte[] spliced =
                AnswerSplice.withUsage(event.splice(), shape(event), usage).toBytes();

        assertThat(spliced).asString(UTF_8).isEqualTo("data: {\"usage\":{\"a\": {  }}}\n\n");
        assertThat(SseWriter.event(usage)).asString(UTF_8).isEqualTo("data: {\"a\": {  }}\n\n");
        assertThat(usage).asString(UTF_8).as("left as it was").contains("\n");
    }

    @Test
    void writesEventsOfItsOwn() {
        assertThat(SseWriter.event(OURS)).asString(UTF_8).isEqualTo("data: {\"u\":1}\n\n");
        assertThat(SseWriter.done()).asString(UTF_8).isEqualTo("data: [DONE]\n\n");
        assertThat(SseWriter.error(new GatewayException(ErrorCode.PROVIDER_BROKEN, "It\nbroke.")))
                .asString(UTF_8)
                .isEqualTo("event: error\ndata: {\"error\":{\"message\":\"It\\nbroke.\",\"type\":\"server_error\","
                        + "\"param\":null,\"code\":\"provider_broken\"},\"detail\":\"It\\nbroke.\"}\n\n");
    }

    private static String lines(String text) {
        return text.replace("~n", "\n").replace("~r", "\r").replace('\'', '"');
    }

    private static AnswerShape shape(SseEvent event) {
        return requireNonNull(new AnswerReader(PUBLIC).read(event.data(), event.dataStart(), event.dataEnd()));
    }
}
