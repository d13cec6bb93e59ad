package io.grammage.gateway.wire;

import static io.grammage.gateway.wire.Compare.same;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LargeAnswerRewriterTest {
    private static final JsonString PUBLIC = JsonString.of("public");
    private static final byte[] OURS = "{\"u\":1}".getBytes(UTF_8);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private LargeAnswerRewriter rewriter = fresh();

    private LargeAnswerRewriter fresh() {
        out.reset();
        return new LargeAnswerRewriter(PUBLIC, out::write);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                      | {\"usage\":{\"u\":1}}                         | ",
                "{\"a\":1}                               | {\"a\":1,\"usage\":{\"u\":1}}                 | ",
                "{ \"usage\" : {\"b\":[2]} }             | { \"usage\":{\"u\":1}}                        | {\"b\":[2]}",
                "{\"usage\":{\"b\":2} , \"a\":1 }        | {  \"a\":1 ,\"usage\":{\"u\":1}}              | {\"b\":2}",
                "{\"a\":1,\"usage\":12,\"b\":\"x\"}      | {\"a\":1,\"b\":\"x\",\"usage\":{\"u\":1}}     | 12",
                "{\"a\":[] , \"usage\" : \"}\" }         | {\"a\":[] ,\"usage\":{\"u\":1}}               | \"}\"",
                "{\"usage\":1,\"usage\":2,\"a\":3}       | {\"a\":3,\"usage\":{\"u\":1}}                 | 2",
                "{\"usage\":1,\"usage\":2}               | {\"usage\":{\"u\":1}}                         | 2",
                "{\"a\":{\"usage\":1},\"\\u0075sage\":3} | {\"a\":{\"usage\":1},\"usage\":{\"u\":1}}     | 3",
                "{\"model\":\"up\",\"b\":{\"model\":\"up\"}} | {\"model\":\"public\",\"b\":{\"model\":\"up\"},\"usage\":{\"u\":1}} | ",
                "{\"b\":\"\\\"model\\\":\", \"mod\\u0065l\" : \"u\\\"p\" } | {\"b\":\"\\\"model\\\":\", \"mod\\u0065l\" : \"public\" ,\"usage\":{\"u\":1}} | ",
                "{\"usage\":null,\"model\":null}         | {\"model\":null,\"usage\":{\"u\":1}}          | null"
            })
    void cutsUsageOutWhereverItStandsAndAppendsOurs(String answer, String expected, @Nullable String usage) {
        byte[] bytes = answer.strip().getBytes(UTF_8);
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                rewriter = fresh();
                feed(bytes, 0, first, second, bytes.length);
                rewriter.finish(OURS);

                same(out.toString(UTF_8), expected);
                same(rewriter.complete(), true);
                byte[] cut = rewriter.usage();
                same(cut == null ? null : new String(cut, UTF_8), usage);
            }
        }
    }

    @Test
    void rewritesTheAnswersOfProvidersSplitAtEveryByte() {
        for (String answer : ProviderAnswers.ALL) {
            byte[] bytes = answer.getBytes(UTF_8);
            AnswerShape shape = requireNonNull(new AnswerReader(PUBLIC).read(bytes, 0, bytes.length));
            String whole = null;
            for (int split = 0; split <= bytes.length; split++) {
                rewriter = fresh();
                feed(bytes, 0, split, bytes.length);
                rewriter.finish(OURS);

                whole = whole == null ? out.toString(UTF_8) : whole;
                same(out.toString(UTF_8), whole);
                same(rewriter.finishReason(), shape.finishReason());
                same(rewriter.error(), shape.error() && !answer.equals(ProviderAnswers.VLLM_ERROR));
                Span usage = shape.usage();
                byte[] cut = rewriter.usage();
                same(
                        cut == null ? null : new String(cut, UTF_8),
                        usage == null ? null : EnvelopeReaderTest.text(answer, usage));
            }
            assertThat(whole).contains("\"usage\":{\"u\":1}}").doesNotContain("\"up\"");
        }
    }

    @Test
    void passesBytesOnAtOnce() {
        feed("{\"data\":[1,2,3", 0);
        assertThat(out.toString(UTF_8)).isEqualTo("{\"data\":[1,2,3");
        feed("],\"x\":\"abc", 0);
        assertThat(out.toString(UTF_8)).isEqualTo("{\"data\":[1,2,3],\"x\":\"abc");
        feed("\"}", 0);
        assertThat(out.toString(UTF_8)).isEqualTo("{\"data\":[1,2,3],\"x\":\"abc\"");
        rewriter.finish(null);
        assertThat(out.toString(UTF_8)).isEqualTo("{\"data\":[1,2,3],\"x\":\"abc\"}");
    }

    @Test
    void keepsWhiteSpaceAfterTheBrace() {
        feed(" {\"a\":1 } \r\n", 0);
        rewriter.finish(OURS);

        assertThat(out.toString(UTF_8)).isEqualTo(" {\"a\":1 ,\"usage\":{\"u\":1}} \r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[{\"usage\":1}]",
                "{\"a\":1,}",
                "{\"a\" 1, \"model\":\"up\"}",
                "{\"a\":1 \"model\":\"up\"}",
                "{\"a\":1",
                "{\"a\":\"b",
                "{\"model\":\"u",
                "{\"usage\":{\"a\":1",
                "{\"a\":1}{\"model\":\"up\"}",
                "{\"a\":1,\"usage\":{\"b\":1}} x",
                "{\"a\":]",
                "{a:1}",
                "\uFEFF{\"model\":\"up\"}"
            })
    void passesOnUntouchedWhatItCannotRead(String answer) {
        byte[] bytes = answer.getBytes(UTF_8);
        for (int split = 0; split <= bytes.length; split++) {
            rewriter = fresh();
            feed(bytes, 0, split, bytes.length);
            rewriter.finish(OURS);

            assertThat(out.toString(UTF_8)).isEqualTo(answer);
            assertThat(rewriter.complete()).isFalse();
        }
    }

    @Test
    void leavesAUsageThatIsTooLong() {
        String usage = "\"usage\":{\"x\":\"" + "u".repeat(LargeAnswerRewriter.HELD_MAX) + "\"}";
        for (String answer : new String[] {"{" + usage + ",\"a\":1}", "{\"a\":1," + usage + "}"}) {
            for (int size : new int[] {1_000, 1_000_000}) {
                rewriter = fresh();
                feed(answer, size);
                rewriter.finish(null);

                assertThat(out.toString(UTF_8)).isEqualTo(answer);
                assertThat(rewriter.usage()).isNull();
                assertThat(rewriter.usageStayed()).isTrue();
                assertThat(rewriter.complete()).isTrue();
            }
        }
    }

    @Test
    void bearsAnyAmountOfWhiteSpaceAndLongNamesAndModels() {
        String space = " ".repeat(LargeAnswerRewriter.HELD_MAX);
        String longName = "\"" + "n".repeat(LargeAnswerRewriter.HELD_MAX) + "\":1";
        String longModel = "\"model\":\"" + "m".repeat(LargeAnswerRewriter.HELD_MAX) + "\"";
        for (int size : new int[] {999, 1_000_000}) {
            assertThat(rewritten("{\"usage\":1" + space + ",\"a\":1}", size))
                    .isEqualTo("{" + space + "\"a\":1,\"usage\":{\"u\":1}}");
            assertThat(rewritten("{\"a\":1," + longName + ",\"usage\":1}", size))
                    .isEqualTo("{\"a\":1," + longName + ",\"usage\":{\"u\":1}}");
            assertThat(rewritten("{" + longModel + "}", size)).isEqualTo("{" + longModel + ",\"usage\":{\"u\":1}}");
            assertThat(rewritten("{\"a\":1," + space + "\"usage\":1}", size))
                    .isEqualTo("{\"a\":1," + space + "\"usage\":1,\"usage\":{\"u\":1}}");
            assertThat(rewriter.usageStayed()).isTrue();
            assertThat(rewritten("{\"a\":1,\"usage\":2}" + space, size)).isEqualTo("{\"a\":1,\"usage\":2}" + space);
            assertThat(rewriter.complete()).isFalse();
        }
    }

    @Test
    void doesNotTakeReasonsFromDeeperDown() {
        feed(
                "{\"choices\":[{\"x\":{\"finish_reason\":\"a\"},\"y\":[\"finish_reason\",\"b\"],\"finish_reason\":null},"
                        + "{\"finish_reason\":\"c\"}],\"finish_reason\":\"d\",\"z\":[[{\"finish_reason\":\"e\"}]]}",
                0);

        assertThat(rewriter.finishReason()).isNull();
    }

    private String rewritten(String answer, int size) {
        rewriter = fresh();
        feed(answer, size);
        rewriter.finish(OURS);
        return out.toString(UTF_8);
    }

    private void feed(String text, int size) {
        byte[] bytes = text.getBytes(UTF_8);
        int step = size == 0 ? bytes.length : size;
        for (int at = 0; at < bytes.length; at += step) {
            feed(bytes, at, Math.min(bytes.length, at + step));
        }
    }

    /** Feeds the pieces between the indexes, each in an array that is overwritten afterwards. */
    private void feed(byte[] bytes, int... bounds) {
        for (int i = 1; i < bounds.length; i++) {
            byte[] piece = Arrays.copyOfRange(bytes, bounds[i - 1], bounds[i]);
            rewriter.feed(piece, 0, piece.length);
            Arrays.fill(piece, (byte) '#');
        }
    }
}
