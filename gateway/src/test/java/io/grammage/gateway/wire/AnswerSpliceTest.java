package io.grammage.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerSpliceTest {
    private static final JsonString PUBLIC = JsonString.of("public");
    private static final byte[] USAGE = "{\"u\":1}".getBytes(UTF_8);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model\":\"up\",\"usage\":{\"a\":1}}   | {\"model\":\"public\",\"usage\":{\"u\":1}}",
                "{\"usage\" : null , \"model\":\"up\"}    | {\"usage\" : {\"u\":1} , \"model\":\"public\"}",
                "{\"model\":\"public\" }                  | {\"model\":\"public\" ,\"usage\":{\"u\":1}}",
                "{ }                                      | { \"usage\":{\"u\":1}}",
                "{\"model\":null}                         | {\"model\":null,\"usage\":{\"u\":1}}"
            })
    void putsPublicNameAndUsage(String answer, String expected) {
        byte[] bytes = answer.getBytes(UTF_8);
        AnswerShape shape = shape(bytes);
        Splice splice = Splice.of(bytes, 0, bytes.length);

        AnswerSplice.withUsage(AnswerSplice.renamed(splice, shape, PUBLIC), shape, USAGE);

        assertThat(splice.toBytes()).asString(UTF_8).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"usage\":{\"a\":1}}                    | {}",
                "{ \"usage\" : null }                     | {  }",
                "{\"usage\":{} , \"x\":1}                 | {\"x\":1}",
                "{\"x\":1 , \"usage\":{}}                 | {\"x\":1 }",
                "{\"x\":1,\"usage\":{},\"y\":2}           | {\"x\":1,\"y\":2}",
                "{\"x\":1}                                | {\"x\":1}"
            })
    void leavesUsageOutWithTheRightComma(String answer, String expected) {
        byte[] bytes = answer.getBytes(UTF_8);

        Splice splice = AnswerSplice.withoutUsage(Splice.of(bytes, 0, bytes.length), shape(bytes));

        assertThat(splice.toBytes()).asString(UTF_8).isEqualTo(expected);
    }

    @Test
    void leavesTheVeryArrayWhenNothingChanges() {
        byte[] bytes = ProviderAnswers.ERROR.getBytes(UTF_8);
        AnswerShape shape = shape(bytes);

        Splice splice = AnswerSplice.renamed(Splice.of(bytes, 0, bytes.length), shape, PUBLIC);

        assertThat(AnswerSplice.withoutUsage(splice, shape).toBytes()).isSameAs(bytes);
    }

    private static AnswerShape shape(byte[] bytes) {
        return requireNonNull(new AnswerReader(PUBLIC).read(bytes, 0, bytes.length));
    }
}
