package io.grammage.gateway.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.ModelCard;
import io.grammage.gateway.catalog.ModelType;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.CountSource;
import io.grammage.gateway.testing.SampleModels;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEstimatorTest {
    private static final TokenEstimator ESTIMATOR = new TokenEstimator(TokenEstimator.DEFAULT_ENCODING);
    private static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private static final Model MODEL = SampleModels.model("m", ModelType.TEXT_GENERATION);
    private static final String NO_CHOICES = "{\"choices\":[]}";
    private static final List<Endpoint> ENDPOINTS = List.of(Endpoint.values());

    @Test
    void countsMessagesWithWhatTheChatFormatAdds() {
        // Each message: 4 and its text; the name: 1 and its text; 3 for the begin of the reply. "hello world" is 2
        // tokens.
        assertThat(prompt("{'messages':[{'role':'user','content':'hello world'}]}"))
                .isEqualTo(4 + 2 + 3);
        assertThat(prompt("{'messages':[{'role':'system','content':'hello world'},"
                        + "{'role':'user','name':'hello','content':'hello world'}]}"))
                .isEqualTo(4 + 2 + 4 + 2 + 1 + 1 + 3);
    }

    @Test
    void countsTextPartsLikeText() {
        assertThat(prompt("{'messages':[{'role':'user','content':[{'type':'text','text':'hello'},"
                        + "{'type':'text','text':' world'}]}]}"))
                .isEqualTo(4 + 2 + 3);
    }

    @Test
    void countsToolsAndFormerToolCalls() {
        String tools = "[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{}}}]";
        String message = "{'role':'assistant','content':null,'tool_calls':[{'id':'c','function':"
                + "{'name':'weather','arguments':'{}'}}]}";

        assertThat(prompt("{'messages':[" + message + "],'tools':" + tools + "}"))
                .isEqualTo(4 + tokens("weather") + tokens("{}") + 3 + tokens(tools));
    }

    @Test
    void countsInlineImagesByTheirSize() {
        String url =
                "data:image/png;base64," + Base64.getEncoder().encodeToString(ImageSizeTest.image("png", 640, 480));
        String request = "{'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'" + url
                + "'}},{'type':'image_url','image_url':'" + url + "'}]}]}";

        Consumption counted = estimate(Endpoint.CHAT_COMPLETIONS, seeing(1_000), request, NO_CHOICES);
        assertThat(counted.tokens().input()).isEqualTo(4 + 308 + 308 + 3);
        assertThat(counted.notCounted()).isZero();

        Consumption unknown = estimate(Endpoint.CHAT_COMPLETIONS, seeing(null), request, NO_CHOICES);
        assertThat(unknown.tokens().input()).isEqualTo(4 + 3);
        assertThat(unknown.notCounted()).isEqualTo(2);
    }

    @Test
    void saysWhatItCouldNotCount() {
        String request = "{'messages':[{'role':'user','content':["
                + "{'type':'image_url','image_url':{'url':'https://example.org/cat.png'}},"
                + "{'type':'input_audio','input_audio':{'data':'AAAA','format':'wav'}},"
                + "{'type':'file','file':{'file_id':'f'}},{'type':'text','text':'hello world'}]}]}";

        Consumption consumption = estimate(Endpoint.CHAT_COMPLETIONS, seeing(256), request, NO_CHOICES);

        assertThat(consumption.notCounted()).isEqualTo(3);
        assertThat(consumption.tokens().input()).isEqualTo(4 + 2 + 3);
    }

    @Test
    void countsAllThatAllChoicesGenerated() {
        String answer = "{'choices':[{'message':{'content':'hello world','reasoning_content':'I think so',"
                + "'reasoning':'I think so','refusal':null}},{'message':{'content':null,'refusal':'No, thanks',"
                + "'tool_calls':[{'function':{'name':'weather','arguments':'{}'}},"
                + "{'function':{'name':'weather','arguments':{'n':1}}}]}}]}";

        TokenCounts counts = estimate(Endpoint.CHAT_COMPLETIONS, MODEL, "{'messages':[]}", answer)
                .tokens();

        assertThat(counts.reasoning()).isEqualTo(tokens("I think so"));
        assertThat(counts.output())
                .isEqualTo(2
                        + tokens("I think so")
                        + tokens("No, thanks")
                        + 2 * tokens("weather")
                        + tokens("{}")
                        + tokens("{\"n\":1}"));
        assertThat(counts.input()).isZero();
    }

    @Test
    void readsTheOtherSpellingOfReasoning() {
        String answer =
                "{'choices':[{'message':{'reasoning':'hello world','content':[{'type':'text','text':'hello'}]}}]}";

        assertThat(estimate(Endpoint.CHAT_COMPLETIONS, MODEL, "{}", answer).tokens())
                .isEqualTo(new TokenCounts(0, 0, 0, 0, 3, 2));
    }

    @Test
    void countsPromptsOfCompletionsInAllTheirForms() {
        assertThat(completion("'hello world'")).isEqualTo(TokenCounts.of(2, 2));
        assertThat(completion("['hello world','hello']")).isEqualTo(TokenCounts.of(3, 2));
        assertThat(completion("[11,12,13]")).isEqualTo(TokenCounts.of(3, 2));
        assertThat(completion("[[1,2],[3,4,5]]")).isEqualTo(TokenCounts.of(5, 2));
    }

    @Test
    void embeddingsGenerateNothing() {
        Consumption consumption = estimate(
                Endpoint.EMBEDDINGS,
                SampleModels.model("m", ModelType.TEXT_EMBEDDINGS_INFERENCE),
                "{'input':['hello world',[1,2,3]]}",
                "{'data':[{'embedding':[0.5]}]}");

        assertThat(consumption.tokens()).isEqualTo(TokenCounts.of(5, 0));
        assertThat(consumption.source()).isEqualTo(CountSource.ESTIMATED);
    }

    @Test
    void textThatSpellsAControlTokenIsText() {
        assertThat(prompt("{'messages':[{'content':'<|endoftext|>'}]}"))
                .isEqualTo(4 + O200K.countTokensOrdinary("<|endoftext|>") + 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[]", "42", "null", "{\"choices\":{}}", "{\"choices\":", "\u0000\u0001"})
    void countsGarbageByItsBytes(String garbage) {
        Consumption consumption = ESTIMATOR.estimate(
                Endpoint.CHAT_COMPLETIONS,
                MODEL,
                "{\"messages\":[{\"content\":\"hello world\"}]}".getBytes(UTF_8),
                garbage.getBytes(UTF_8));

        assertThat(consumption.tokens()).isEqualTo(TokenCounts.of(9, Math.ceilDiv(garbage.length(), 4)));
        assertThat(consumption.source()).isEqualTo(CountSource.ESTIMATED);
    }

    @Test
    void survivesJsonOfAnyDepthAndShape() {
        byte[] deep = "[".repeat(200_000).getBytes(UTF_8);
        assertThat(ESTIMATOR.estimate(Endpoint.COMPLETIONS, MODEL, deep, deep).tokens())
                .isEqualTo(TokenCounts.of(50_000, 50_000));

        long seed = 20_261_123L;
        SplittableRandom random = new SplittableRandom(seed);
        byte[] request = json("{'messages':[{'role':'user','content':[{'type':'text','text':'a'},{'type':'image_url',"
                + "'image_url':{'url':'data:image/png;base64,AAAA'}}]}],'prompt':[[1],'b'],'tools':[{}]}");
        for (int round = 0; round < 1_000; round++) {
            byte[] damaged = request.clone();
            damaged[random.nextInt(damaged.length)] = (byte) "{}[]\",:1nx".charAt(random.nextInt(10));
            Endpoint endpoint = ENDPOINTS.get(random.nextInt(3));
            assertThat(ESTIMATOR
                            .estimate(endpoint, seeing(1), damaged, damaged)
                            .tokens()
                            .prompt())
                    .as("seed %d, round %d", seed, round)
                    .isBetween(0L, (long) damaged.length);
        }
    }

    /** Each of these makes the tokenizer slow or hungry when it gets it in one piece. */
    @ParameterizedTest
    @ValueSource(strings = {"a", " ", "漢", "-", "😀"})
    void takesBoundedTimeForALongRunOfOneCharacter(String character) {
        String run = character.repeat(TextTokens.TOKENIZED_CHARS_MAX / character.length());
        byte[] request = json("{'prompt':'" + run + "'}");

        Assertions.assertTimeout(
                Duration.ofSeconds(30),
                () -> ESTIMATOR.estimate(Endpoint.COMPLETIONS, MODEL, request, json(NO_CHOICES)));
    }

    @Test
    void countsTextBeyondTheBoundByItsBytes() {
        String tooLong = "é".repeat(TextTokens.TOKENIZED_CHARS_MAX + 2);

        assertThat(estimate(Endpoint.COMPLETIONS, MODEL, "{'prompt':['" + tooLong + "','hello world']}", NO_CHOICES)
                        .tokens()
                        .input())
                .isEqualTo((TextTokens.TOKENIZED_CHARS_MAX + 2) / 2 + 2);
    }

    @Test
    void cutsLongTextWithoutChangingItsCountMuch() {
        String text = "Each call is weighed, and each weight says where it comes from. 😀 ".repeat(2_000);

        assertThat(completion("'" + text + "'").input())
                .isBetween((long) tokens(text), tokens(text) + (long) text.length() / 1_000);
    }

    @Test
    void refusesAnUnknownEncodingAndNamesTheKnownOnes() {
        assertThatThrownBy(() -> new TokenEstimator("gpt2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gpt2")
                .hasMessageContaining("o200k_base");
    }

    private static long prompt(String request) {
        return estimate(Endpoint.CHAT_COMPLETIONS, MODEL, request, NO_CHOICES)
                .tokens()
                .input();
    }

    private static TokenCounts completion(String prompt) {
        return estimate(
                        Endpoint.COMPLETIONS,
                        MODEL,
                        "{'prompt':" + prompt + "}",
                        "{'choices':[{'text':'hello'},{'text':'hello'}]}")
                .tokens();
    }

    private static Consumption estimate(Endpoint endpoint, Model model, String request, String answer) {
        return ESTIMATOR.estimate(endpoint, model, json(request), json(answer));
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }

    private static int tokens(String text) {
        return O200K.countTokensOrdinary(text);
    }

    private static Model seeing(@Nullable Integer pixelsPerToken) {
        ModelCard card = new ModelCard(null, null, null, null, null, List.of(), List.of(), null, pixelsPerToken);
        return SampleModels.model("m", ModelType.IMAGE_TEXT_TO_TEXT, card, List.of());
    }
}
