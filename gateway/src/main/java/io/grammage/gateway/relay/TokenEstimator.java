package io.grammage.gateway.relay;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.ledger.Consumption;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts the tokens of a call whose provider did not report them: the texts of request and answer go through a tokenizer,
 * which may not be the model's own, so the counts are flagged as estimated. Takes up to seconds for the largest bodies and
 * so belongs on a virtual thread; thread-safe, but works on a few calls at a time only, because each may need memory
 * several times the size of its bodies.
 *
 * <p>The tables of the tokenizer are read at the first estimate: most nodes never need them.
 */
public final class TokenEstimator {
    /** The encoding used where nothing is configured: the largest vocabulary, and the nearest to current models. */
    public static final String DEFAULT_ENCODING = EncodingType.O200K_BASE.getName();

    private static final Logger LOG = LoggerFactory.getLogger(TokenEstimator.class);
    /** Bodies are bounded where they are read; here an inline image may be as long as they are. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .build();

    private final EncodingRegistry encodings = Encodings.newLazyEncodingRegistry();
    private final EncodingType encoding;
    private final Semaphore turns =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    /**
     * An estimator with an encoding of that name.
     *
     * @throws IllegalArgumentException when there is none; the message lists those there are
     */
    public TokenEstimator(String encoding) {
        this.encoding = EncodingType.fromName(encoding)
                .orElseThrow(() -> new IllegalArgumentException("encoding: " + encoding + " (expected one of: "
                        + Arrays.stream(EncodingType.values())
                                .map(EncodingType::getName)
                                .collect(Collectors.joining(", "))
                        + ")"));
    }

    /**
     * What the call consumed, flagged as estimated. Never fails: a body that cannot be read counts as its bytes / 4.
     *
     * @param answerBody the whole answer, decoded; empty when there was none
     */
    public Consumption estimate(Endpoint endpoint, Model model, byte[] requestBody, byte[] answerBody) {
        turns.acquireUninterruptibly();
        try {
            Encoding tokenizer = encodings.getEncoding(encoding);
            return estimate(tokenizer, endpoint, model, requestBody, answerBody);
        } finally {
            turns.release();
        }
    }

    private static Consumption estimate(
            Encoding tokenizer, Endpoint endpoint, Model model, byte[] requestBody, byte[] answerBody) {
        TextTokens input = new TextTokens(tokenizer);
        PromptTokens prompt = new PromptTokens(input, model.card().pixelsPerToken());
        boolean inputRead = read(requestBody, request -> prompt.add(endpoint, request));
        TextTokens output = new TextTokens(tokenizer);
        AnswerTokens answer = new AnswerTokens(output);
        boolean outputRead = endpoint == Endpoint.EMBEDDINGS || read(answerBody, answer::add);
        return Consumption.estimated(
                new TokenCounts(
                        inputRead ? input.count() : TextTokens.ofBytes(requestBody.length),
                        0,
                        0,
                        0,
                        outputRead ? output.count() : TextTokens.ofBytes(answerBody.length),
                        outputRead ? answer.reasoning() : 0),
                inputRead ? prompt.notCounted() : 0);
    }

    /** Whether the body is JSON and the counter knew what to do with it. */
    private static boolean read(byte[] body, Predicate<JsonNode> counter) {
        try {
            return counter.test(JSON.readTree(body));
        } catch (RuntimeException | StackOverflowError e) {
            // Its message may quote the body, which no log must hold.
            LOG.debug(
                    "A body of {} bytes cannot be read for an estimate ({}): its tokens are counted as bytes / 4",
                    body.length,
                    e.getClass().getName());
            return false;
        }
    }
}
