package io.grammage.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
    private static final JsonString PUBLIC = JsonString.of("public");

    @Test
    void readsAPlainAnswer() {
        AnswerShape shape = read(ProviderAnswers.OPENAI);

        assertThat(text(ProviderAnswers.OPENAI, shape.foreignModel())).isEqualTo("\"gpt-4o-mini-2024-07-18\"");
        assertThat(text(ProviderAnswers.OPENAI, shape.usage()))
                .startsWith("{\n    \"prompt_tokens\": 1117")
                .endsWith("\n    }\n  }");
        assertThat(shape.reportsUsage()).isTrue();
        assertThat(shape.choices()).isEqualTo(1);
        assertThat(shape.finishReason()).isEqualTo("stop");
        assertThat(shape.error()).isFalse();
        assertThat(shape.contentBytes()).isEqualTo("Voilà 🙂 \"usage\":{\"prompt_tokens\":9}".getBytes(UTF_8).length);
        assertThat(ProviderAnswers.OPENAI.getBytes(UTF_8)[shape.closingBrace()]).isEqualTo((byte) '}');
    }

    @Test
    void countsContentOfAllKindsAndChoices() {
        AnswerShape shape = read(ProviderAnswers.VLLM_TOOLS);

        assertThat(shape.choices()).isEqualTo(2);
        assertThat(shape.finishReason()).isEqualTo("tool_calls");
        assertThat(shape.contentBytes()).isEqualTo(6 + 7 + "{\"city\": \"Paris\"}".length() + 1);
        assertThat(read(ProviderAnswers.MISTRAL).contentBytes()).isEqualTo(5);
        assertThat(read(ProviderAnswers.MISTRAL).finishReason()).isEqualTo("model_length");
        assertThat(read(ProviderAnswers.REFUSAL).contentBytes()).isEqualTo(9);
        assertThat(read(ProviderAnswers.REFUSAL).finishReason()).isNull();
        assertThat(read(ProviderAnswers.NO_USAGE).contentBytes()).isEqualTo(5);
        assertThat(read(ProviderAnswers.LOGPROBS).finishReason()).isEqualTo("stop");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"content\":\"\"}                                                      | 0",
                "{\"content\":\"a\\u00e9\\u20ac\\ud83d\\ude42\\n\\\"\"}                  | 12",
                "{\"content\":null,\"role\":\"assistant\"}                               | 0",
                "{\"cont\\u0065nt\":\"ab\"}                                              | 2",
                "{\"reasoning\":\"abc\",\"reasoning_content\":\"abc\"}                   | 3",
                "{\"reasoning\":null,\"reasoning_content\":\"abc\",\"content\":\"d\"}    | 4",
                "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{}\"}},1]}  | 2",
                "{\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}   | 1",
                "{\"function_call\":{\"name\":\"f\",\"arguments\":\"12\"}}               | 3",
                "{\"tool_calls\":null,\"function_call\":null,\"refusal\":5}              | 0",
                "\"content\"                                                            | 0",
                "{\"x\":{\"content\":\"abc\"}}                                           | 0"
            })
    void countsTheBytesOfADelta(String delta, int bytes) {
        assertThat(read("{\"choices\":[{\"delta\":" + delta + "}]}").contentBytes())
                .isEqualTo(bytes);
    }

    @Test
    void isNotFooledByUsageInText() {
        AnswerShape shape = read(
                "{\"choices\":[{\"delta\":{\"content\":\"\\\",\\\"usage\\\":{\\\"prompt_tokens\\\":1}\"},\"usage\":{}}]}");

        assertThat(shape.usage()).isNull();
        assertThat(shape.usageMember()).isNull();
        assertThat(shape.reportsUsage()).isFalse();
    }

    @Test
    void tellsUsageThatIsNullFromUsageThatIsMissing() {
        assertThat(read(ProviderAnswers.NULL_USAGE).usage()).isNotNull();
        assertThat(read(ProviderAnswers.NULL_USAGE).reportsUsage()).isFalse();
        assertThat(read(ProviderAnswers.NO_USAGE).usage()).isNull();
    }

    @Test
    void tellsAnotherModelFromThePublicName() {
        assertThat(read("{\"model\":\"public\"}").foreignModel()).isNull();
        assertThat(read("{\"model\":null}").foreignModel()).isNull();
        assertThat(read("{\"model\":\"Public\"}").foreignModel()).isEqualTo(new Span(9, 17));
        assertThat(read("{\"x\":{\"model\":\"other\"}}").foreignModel()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ProviderAnswers.ERROR,
                ProviderAnswers.VLLM_ERROR,
                "{\"error\":\"x\"}",
                "{\"choices\":[],\"error\":{}}",
                "{\"\\u0065rror\":1}"
            })
    void seesErrors(String answer) {
        assertThat(read(answer).error()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":null}", "{\"error\":false}", "{\"x\":{\"error\":1}}", "{\"object\":\"list\"}"})
    void seesNoErrorWhereThereIsNone(String answer) {
        assertThat(read(answer).error()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "1",
                "[DONE]",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\" 1}",
                "{\"a\":}",
                "{\"a\":1 \"b\":2}",
                "{a:1}",
                "{\"a\":\"}",
                "{\"a\":[1}",
                "{\"choices\":[{\"delta\":{\"content\":\"x\"}}",
                "{\"choices\":[{\"delta\" \"x\"}]}",
                "{\"choices\":[{}{}]}",
                "{\"choices\":[,]}",
                "{} x",
                "{}{}",
                "\uFEFF{}"
            })
    void refusesToReadWhatIsNoJsonObject(String answer) {
        byte[] bytes = answer.getBytes(UTF_8);
        assertThat(new AnswerReader(PUBLIC).read(bytes, 0, bytes.length)).isNull();
    }

    @Test
    void readsAStretchOfAnArray() {
        byte[] bytes = "data: {\"model\":\"m\",\"usage\":{}}\n\ndata".getBytes(UTF_8);

        AnswerShape shape = requireNonNull(new AnswerReader(PUBLIC).read(bytes, 6, 30));

        assertThat(shape.foreignModel()).isEqualTo(new Span(15, 18));
        assertThat(shape.usage()).isEqualTo(new Span(27, 29));
        assertThat(shape.closingBrace()).isEqualTo(29);
    }

    @ParameterizedTest
    @CsvSource({
        "stop,stop",
        "STOP_1.x-y,STOP_1.x-y",
        "'',other",
        "a b,other",
        "é,other",
        "\\u0073top,stop",
        "x\\n,other"
    })
    void tellsFinishReasonsAsShortWords(String value, String reason) {
        assertThat(read("{\"choices\":[{\"finish_reason\":\"" + value + "\"}]}").finishReason())
                .isEqualTo(reason);
        assertThat(read("{\"choices\":[{\"finish_reason\":\"" + "x".repeat(65) + "\"}]}")
                        .finishReason())
                .isEqualTo("other");
        assertThat(read("{\"choices\":[{},{\"finish_reason\":\"stop\"}]}").finishReason())
                .isNull();
    }

    private static AnswerShape read(String answer) {
        byte[] bytes = answer.getBytes(UTF_8);
        AnswerShape shape = new AnswerReader(PUBLIC).read(bytes, 0, bytes.length);
        assertThat(shape).as(answer).isNotNull();
        return requireNonNull(shape);
    }

    private static String text(String answer, @Nullable Span span) {
        return EnvelopeReaderTest.text(answer, requireNonNull(span));
    }
}
