package io.grammage.gateway.wire;

import static io.grammage.gateway.wire.Compare.same;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;

import io.grammage.gateway.testing.Mutation;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reading, splicing and rewriting of answers against a tree parser, over random answers whole and damaged. */
class AnswerPropertyTest {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final JsonString PUBLIC = JsonString.of("pu\"blic/é");
    private static final AnswerReader READER = new AnswerReader(PUBLIC);
    private static final byte[] OURS = "{\"ours\":[1]}".getBytes(UTF_8);

    @Test
    void changesModelAndUsageAndNothingElse() {
        for (long seed = 0; seed < 1_500; seed++) {
            Random random = new Random(seed);
            byte[] bytes = answer(random).getBytes(UTF_8);
            try {
                checkWhole(bytes);
                checkPieces(bytes, random);
            } catch (RuntimeException | AssertionError e) {
                fail("seed " + seed + ": " + new String(bytes, UTF_8), e);
            }
        }
    }

    private static void checkWhole(byte[] bytes) {
        ObjectNode tree = (ObjectNode) MAPPER.readTree(bytes);
        AnswerShape shape = Objects.requireNonNull(READER.read(bytes, 0, bytes.length));
        same(shape.usage() != null, tree.has("usage"));
        same(shape.reportsUsage(), tree.path("usage").isObject());
        same(
                shape.choices(),
                tree.path("choices").isArray() ? tree.path("choices").size() : tree.has("choices") ? 0 : -1);
        same(shape.contentBytes(), contentBytes(tree));

        Splice with = Splice.of(bytes, 0, bytes.length);
        AnswerSplice.withUsage(AnswerSplice.renamed(with, shape, PUBLIC), shape, OURS);
        same(MAPPER.readTree(with.toBytes()), expected(tree, MAPPER.readTree(OURS)));
        Splice without = Splice.of(bytes, 0, bytes.length);
        AnswerSplice.withoutUsage(AnswerSplice.renamed(without, shape, PUBLIC), shape);
        same(MAPPER.readTree(without.toBytes()), expected(tree, null));

        Span usage = shape.usage();
        if (usage != null && shape.reportsUsage()) {
            byte[] enriched = EnrichedUsage.of(bytes, usage.start(), usage.end(), "\"cost\":1".getBytes(UTF_8));
            ObjectNode wanted = ((ObjectNode) tree.get("usage")).deepCopy();
            wanted.remove(List.of("carbon", "impacts", "footprint"));
            same(MAPPER.readTree(enriched), wanted.put("cost", 1));
        }
    }

    private static ObjectNode expected(ObjectNode tree, @Nullable JsonNode usage) {
        ObjectNode expected = tree.deepCopy();
        if (expected.path("model").isString()) {
            expected.put("model", PUBLIC.text());
        }
        expected.remove("usage");
        if (usage != null) {
            expected.set("usage", usage);
        }
        return expected;
    }

    private static void checkPieces(byte[] bytes, Random random) {
        ObjectNode tree = (ObjectNode) MAPPER.readTree(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LargeAnswerRewriter rewriter = new LargeAnswerRewriter(PUBLIC, out::write);
        feed(rewriter, bytes, random);
        rewriter.finish(OURS);
        same(rewriter.complete(), true);
        same(MAPPER.readTree(out.toByteArray()), expected(tree, MAPPER.readTree(OURS)));
        byte[] usage = rewriter.usage();
        same(usage == null ? null : MAPPER.readTree(usage), tree.get("usage"));
    }

    private static void feed(LargeAnswerRewriter rewriter, byte[] bytes, Random random) {
        for (int at = 0; at < bytes.length; ) {
            int end = Math.min(bytes.length, at + 1 + random.nextInt(random.nextBoolean() ? 3 : 200));
            rewriter.feed(Arrays.copyOfRange(bytes, at, end), 0, end - at);
            at = end;
        }
    }

    private static int contentBytes(ObjectNode tree) {
        int sum = 0;
        for (JsonNode choice : tree.path("choices").isArray() ? tree.path("choices") : MAPPER.createArrayNode()) {
            sum += length(choice.path("text"));
            for (String name : List.of("delta", "message")) {
                JsonNode message = choice.path(name);
                sum += length(message.path("content")) + length(message.path("refusal"));
                sum += Math.max(length(message.path("reasoning")), length(message.path("reasoning_content")));
            }
        }
        return sum;
    }

    private static int length(JsonNode value) {
        return value.isString() ? value.asString().getBytes(UTF_8).length : 0;
    }

    @Test
    void neverThrowsAndNeverBreaksAnAnswerThatItCannotRead() {
        int unreadable = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            String source = random.nextInt(4) == 0 ? ProviderAnswers.OPENAI : answer(random);
            byte[] bytes = Mutation.of(source.getBytes(UTF_8), random);
            try {
                unreadable += checkDamaged(bytes, random) ? 0 : 1;
            } catch (RuntimeException | AssertionError e) {
                fail("seed " + seed + ": " + new String(bytes, UTF_8), e);
            }
        }
        same(unreadable > 1_000 && unreadable < 19_000, true);
    }

    /** Whether the answer could be read. What could not must come out as it went in, but for a usage cut out before. */
    private static boolean checkDamaged(byte[] bytes, Random random) {
        AnswerShape shape = READER.read(bytes, 0, bytes.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LargeAnswerRewriter rewriter = new LargeAnswerRewriter(PUBLIC, out::write);
        feed(rewriter, bytes, random);
        rewriter.finish(null);
        if (shape == null) {
            same(isJsonObject(bytes), false);
        } else {
            same(rewriter.complete(), true);
            Span usage = shape.usage();
            if (usage != null) {
                ReportedUsage.read(bytes, usage.start(), usage.end()).ifPresent(ReportedUsage::toTokenCounts);
            }
        }
        if (rewriter.usage() == null && !contains(out.toByteArray(), PUBLIC.json())) {
            same(Arrays.equals(out.toByteArray(), bytes), true);
        }
        return shape != null;
    }

    private static boolean isJsonObject(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes).isObject();
        } catch (JacksonException e) {
            return false;
        }
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        return new String(bytes, UTF_8).contains(new String(part, UTF_8));
    }

    private static String answer(Random random) {
        RandomJson json = new RandomJson(random);
        List<String> members = new ArrayList<>();
        if (random.nextInt(4) > 0) {
            members.add(json.member("model", random.nextInt(5) > 0 ? json.string("up" + json.text()) : json.value(1)));
        }
        if (random.nextInt(4) > 0) {
            members.add(json.member("usage", random.nextInt(5) > 0 ? usage(json, random) : json.value(3)));
        }
        if (random.nextInt(4) > 0) {
            members.add(json.member("choices", random.nextInt(5) > 0 ? choices(json, random) : json.value(3)));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            members.add(json.member("x" + i, json.value(4)));
        }
        Collections.shuffle(members, random);
        return json.space() + "{" + json.space() + String.join("," + json.space(), members) + "}" + json.space();
    }

    private static String usage(RandomJson json, Random random) {
        List<String> members = new ArrayList<>();
        for (String name :
                List.of("prompt_tokens", "cost", "carbon", "completion_tokens", "impacts", "x", "footprint")) {
            if (random.nextBoolean()) {
                members.add(json.member(name, random.nextBoolean() ? "12" : json.value(2)));
            }
        }
        Collections.shuffle(members, random);
        return "{" + json.space() + String.join("," + json.space(), members) + "}";
    }

    private static String choices(RandomJson json, Random random) {
        List<String> choices = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String message = "{"
                    + json.member("content", random.nextBoolean() ? "null" : json.string(json.text())) + ","
                    + json.member("reasoning_content", json.string(json.text())) + "}";
            choices.add("{" + json.member(random.nextBoolean() ? "delta" : "message", message) + ","
                    + json.member("x", json.value(2)) + "," + json.member("text", json.string(json.text())) + "}");
        }
        return "[" + String.join("," + json.space(), choices) + "]";
    }
}
