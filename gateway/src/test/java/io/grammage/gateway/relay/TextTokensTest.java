package io.grammage.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Running counts of texts, and what they find in an answer. */
class TextTokensTest {
    private static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private static final int PIECE = 4_096;

    private final TextTokens tokens = new TextTokens(O200K);
    private final AnswerTokens answer = new AnswerTokens(tokens);

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "3, 1", "4, 1", "5, 2", "9007199254740992, 2251799813685248"})
    void takesFourBytesForATokenAndABegunOneForAWhole(long bytes, long count) {
        assertThat(TextTokens.ofBytes(bytes)).isEqualTo(count);
    }

    @Test
    void countsTextsNumbersAndObjectsButNotWhatIsMissing() {
        tokens.add(json("null"));
        tokens.add(json("{}").path("missing"));
        assertThat(tokens.count()).isZero();
        tokens.add("");
        assertThat(tokens.count()).isZero();
        tokens.add(json("'hello world'"));
        assertThat(tokens.count()).isEqualTo(2);
        tokens.add(json("{'a':[1,true]}"));
        assertThat(tokens.count()).isEqualTo(2 + O200K.countTokensOrdinary("{\"a\":[1,true]}"));
        tokens.add(5);
        assertThat(tokens.count()).isEqualTo(7 + O200K.countTokensOrdinary("{\"a\":[1,true]}"));
    }

    /** Half of a character is no character: cut in two, each half would be counted as something else. */
    @Test
    void neverCutsACharacterInTwo() {
        String smile = "😀";
        String before = "a ".repeat(PIECE / 2 - 1) + "b";
        assertThat(before).hasSize(PIECE - 1);
        tokens.add(before + smile);
        assertThat(tokens.count()).isEqualTo(O200K.countTokensOrdinary(before) + O200K.countTokensOrdinary(smile));
    }

    @Test
    void tokenizesUpToTheBoundAndNotOneCharacterMore() {
        String word = "hello ";
        String most = word.repeat(TextTokens.TOKENIZED_CHARS_MAX / word.length() + 1)
                .substring(0, TextTokens.TOKENIZED_CHARS_MAX);
        tokens.add(most);
        long tokenized = tokens.count();
        assertThat(tokenized).isNotEqualTo(TextTokens.ofBytes(most.length())).isPositive();

        tokens.add("é".repeat(10));
        assertThat(tokens.count()).isEqualTo(tokenized + 5);
    }

    @Test
    void aTextTooLongLeavesRoomForOthers() {
        tokens.add("x".repeat(TextTokens.TOKENIZED_CHARS_MAX + 1));
        long soFar = tokens.count();
        assertThat(soFar).isEqualTo(TextTokens.TOKENIZED_CHARS_MAX / 4 + 1);
        tokens.add("hello world");
        assertThat(tokens.count()).isEqualTo(soFar + 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'choices':null}", "{'choices':{}}", "{'choices':'text'}", "[]", "7", "null"})
    void saysWhenAnAnswerHasNoChoices(String text) {
        assertThat(answer.add(json(text))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'choices':[]}",
                "{'choices':[null]}",
                "{'choices':[{}]}",
                "{'choices':['text']}",
                "{'choices':[{'message':null}]}",
                "{'choices':[{'message':{'content':null,'tool_calls':null,'function_call':null}}]}",
                "{'choices':[{'message':{'content':[],'tool_calls':[]}}]}",
                "{'choices':[{'message':{'content':[{'type':'image_url'}],'tool_calls':[{}]}}]}",
            })
    void choicesWithoutTextHaveNoTokens(String text) {
        assertThat(answer.add(json(text))).isTrue();
        assertThat(tokens.count()).isZero();
        assertThat(answer.reasoning()).isZero();
    }

    @Test
    void countsTheOlderFunctionCallAndCompletionsOfText() {
        assertThat(answer.add(json("{'choices':[{'text':'hello world'},"
                        + "{'message':{'function_call':{'name':'hello','arguments':'world'}}}]}")))
                .isTrue();
        assertThat(tokens.count())
                .isEqualTo(2L + O200K.countTokensOrdinary("hello") + O200K.countTokensOrdinary("world"));
    }

    @Test
    void countsReasoningOnceWhicheverOfItsNamesItHas() {
        answer.add(json("{'choices':[{'message':{'reasoning_content':'hello world','reasoning':'hello world'}},"
                + "{'message':{'reasoning_content':null,'reasoning':'hello','content':'world'}}]}"));
        assertThat(answer.reasoning()).isEqualTo(2L + O200K.countTokensOrdinary("hello"));
        assertThat(tokens.count()).isEqualTo(answer.reasoning() + O200K.countTokensOrdinary("world"));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }
}
