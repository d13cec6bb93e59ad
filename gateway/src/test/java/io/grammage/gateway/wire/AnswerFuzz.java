package io.grammage.gateway.wire;

import static io.grammage.gateway.wire.Compare.same;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers gathered and answers in pieces: only {@code model} and {@code usage} change; what cannot be read comes out as it went
 * in; where it is cut changes nothing.
 */
public final class AnswerFuzz {
    private static final JsonString PUBLIC = JsonString.of("pu\"blic/é");
    private static final AnswerReader READER = new AnswerReader(PUBLIC);
    private static final byte[] OURS = "{\"ours\":[1]}".getBytes(UTF_8);

    private AnswerFuzz() {}

    public static void fuzzerTestOneInput(byte[] answer) {
        ObjectNode tree = FuzzedJson.object(answer);
        AnswerShape shape = READER.read(answer, 0, answer.length);
        if (shape != null) {
            checkWhole(answer, shape, tree);
        } else if (tree != null) {
            throw new AssertionError("not read, although it is a JSON object");
        }
        byte[] atOnce = checkRewritten(answer, tree, null);
        SplittableRandom random = new SplittableRandom(Arrays.hashCode(answer));
        for (int i = 0; i < 3; i++) {
            same(Arrays.equals(checkRewritten(answer, tree, random), atOnce), true);
        }
    }

    private static void checkWhole(byte[] answer, AnswerShape shape, @Nullable ObjectNode tree) {
        Splice with = AnswerSplice.withUsage(
                AnswerSplice.renamed(Splice.of(answer, 0, answer.length), shape, PUBLIC), shape, OURS);
        Splice without = AnswerSplice.withoutUsage(
                AnswerSplice.renamed(Splice.of(answer, 0, answer.length), shape, PUBLIC), shape);
        byte[] withUsage = with.toBytes();
        byte[] withoutUsage = without.toBytes();
        same(withUsage.length, with.length());
        if (tree == null) {
            return;
        }
        same(FuzzedJson.tree(withUsage), expected(tree, true));
        same(FuzzedJson.tree(withoutUsage), expected(tree, false));
        same(shape.reportsUsage(), tree.path("usage").isObject());
        JsonNode choices = tree.path("choices");
        same(shape.choices(), choices.isArray() ? choices.size() : tree.has("choices") ? 0 : -1);
        same((long) shape.contentBytes(), contentBytes(choices));
        same(shape.error(), isError(tree));
    }

    private static boolean isError(ObjectNode tree) {
        JsonNode error = tree.path("error");
        boolean has = !error.isMissingNode() && !error.isNull() && !(error.isBoolean() && !error.booleanValue());
        return has || tree.path("object").asString("").equals("error");
    }

    private static ObjectNode expected(ObjectNode tree, boolean withUsage) {
        ObjectNode expected = tree.deepCopy();
        if (expected.path("model").isString()) {
            expected.put("model", PUBLIC.text());
        }
        expected.remove("usage");
        return withUsage ? expected.set("usage", JsonMapper.shared().readTree(OURS)) : expected;
    }

    /** Rewrites the answer, at once or cut anywhere. */
    private static byte[] checkRewritten(byte[] answer, @Nullable ObjectNode tree, @Nullable SplittableRandom random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LargeAnswerRewriter rewriter = new LargeAnswerRewriter(PUBLIC, out::write);
        if (random == null) {
            rewriter.feed(answer, 0, answer.length);
        } else {
            FuzzedJson.inPieces(answer, random, rewriter::feed);
        }
        byte[] usage = rewriter.usage();
        rewriter.finish(rewriter.complete() ? OURS : null);
        byte[] rewritten = out.toByteArray();
        if (tree != null) {
            same(rewriter.complete(), true);
            same(rewriter.error(), isTopLevelError(tree));
            same(FuzzedJson.tree(rewritten), expected(tree, true));
            same(usage == null ? null : FuzzedJson.tree(usage), tree.get("usage"));
        } else if (!rewriter.complete() && usage == null && !contains(rewritten, PUBLIC.json())) {
            same(Arrays.equals(rewritten, answer), true);
        }
        return rewritten;
    }

    private static boolean isTopLevelError(ObjectNode tree) {
        JsonNode error = tree.path("error");
        return tree.has("error") && !error.isNull() && !(error.isBoolean() && !error.booleanValue());
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        return new String(bytes, UTF_8).contains(new String(part, UTF_8));
    }

    private static long contentBytes(JsonNode choices) {
        long sum = 0;
        if (choices.isArray()) {
            for (JsonNode choice : choices) {
                sum += length(choice.path("text"));
                sum += messageBytes(choice.path("delta")) + messageBytes(choice.path("message"));
            }
        }
        return sum;
    }

    private static long messageBytes(JsonNode message) {
        long sum = partBytes(message.path("content"), 0) + length(message.path("refusal"));
        sum += Math.max(length(message.path("reasoning")), length(message.path("reasoning_content")));
        sum += functionBytes(message.path("function_call"));
        if (message.path("tool_calls").isArray()) {
            for (JsonNode call : message.path("tool_calls")) {
                sum += functionBytes(call.path("function"));
            }
        }
        return sum;
    }

    private static long functionBytes(JsonNode function) {
        return length(function.path("name")) + length(function.path("arguments"));
    }

    private static long partBytes(JsonNode part, int depth) {
        if (!part.isContainer() || depth == 8) {
            return length(part);
        }
        long sum = 0;
        if (part.isArray()) {
            for (JsonNode element : part) {
                sum += partBytes(element, depth + 1);
            }
        } else {
            for (var member : part.properties()) {
                sum += member.getKey().equals("type") ? 0 : partBytes(member.getValue(), depth + 1);
            }
        }
        return sum;
    }

    /** Bytes of a text; half of a surrogate pair counts as half of the pair. */
    private static long length(JsonNode value) {
        long sum = 0;
        String text = value.isString() ? value.stringValue() : "";
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            sum += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return sum;
    }
}
