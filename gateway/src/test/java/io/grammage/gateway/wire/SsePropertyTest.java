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
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whole streams of random chunks and line ends, cut anywhere, against a plain reader of the standard. */
class SsePropertyTest {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final JsonString PUBLIC = JsonString.of("pu\"blic/é");
    private static final AnswerReader READER = new AnswerReader(PUBLIC);
    private static final byte[] OURS = "{\"ours\":\n[1]}".getBytes(UTF_8);
    private static final String[] LINE_ENDS = {"\n", "\r\n", "\r"};

    @Test
    void relaysEveryByteWhenNothingChanges() {
        for (long seed = 0; seed < 1_500; seed++) {
            Random random = new Random(seed);
            byte[] bytes = stream(random).getBytes(UTF_8);
            byte[] damaged = random.nextBoolean() ? bytes : Mutation.of(bytes, random);
            try {
                same(Arrays.equals(relayed(damaged, random, false), damaged), true);
            } catch (RuntimeException | AssertionError e) {
                fail("seed " + seed, e);
            }
        }
    }

    @Test
    void changesModelAndUsageInEachEventAndNothingElse() {
        for (long seed = 0; seed < 1_500; seed++) {
            Random random = new Random(seed);
            String stream = stream(random);
            try {
                String out = new String(relayed(stream.getBytes(UTF_8), random, true), UTF_8);
                List<SseReference.Event> expected = SseReference.read(stream);
                List<SseReference.Event> seen = SseReference.read(out);
                same(seen.size(), expected.size());
                for (int i = 0; i < seen.size(); i++) {
                    same(seen.get(i).name(), expected.get(i).name());
                    checkData(seen.get(i).data(), expected.get(i).data());
                }
            } catch (RuntimeException | AssertionError e) {
                fail("seed " + seed + ": " + stream, e);
            }
        }
    }

    private static void checkData(String seen, String original) {
        JsonNode tree = tree(original);
        if (tree instanceof ObjectNode object) {
            if (object.path("model").isString()) {
                object.put("model", PUBLIC.text());
            }
            same(tree(seen), object.set("usage", MAPPER.readTree(OURS)));
        } else {
            same(seen, original);
        }
    }

    private static @Nullable JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** What a relay does: each event as it comes, rewritten or not. */
    private static byte[] relayed(byte[] stream, Random random, boolean rewrite) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SseScanner scanner = new SseScanner();
        for (int at = 0; at < stream.length; ) {
            int end = Math.min(stream.length, at + 1 + random.nextInt(random.nextBoolean() ? 4 : 300));
            byte[] piece = Arrays.copyOfRange(stream, at, end);
            scanner.feed(piece, 0, piece.length);
            for (SseEvent event = scanner.next(); event != null; event = scanner.next()) {
                write(event, rewrite, out::write);
            }
            Arrays.fill(piece, (byte) '#');
            at = end;
        }
        SseEvent rest = scanner.finish();
        if (rest != null) {
            write(rest, rewrite, out::write);
        }
        return out.toByteArray();
    }

    private static void write(SseEvent event, boolean rewrite, ByteSink out) {
        AnswerShape shape = READER.read(event.data(), event.dataStart(), event.dataEnd());
        if (!rewrite || shape == null || !event.hasData()) {
            event.writeTo(out);
        } else {
            AnswerSplice.withUsage(AnswerSplice.renamed(event.splice(), shape, PUBLIC), shape, OURS)
                    .writeTo(out);
        }
    }

    private static String stream(Random random) {
        RandomJson json = new RandomJson(random);
        StringBuilder stream = new StringBuilder(random.nextInt(5) == 0 ? "\uFEFF" : "");
        boolean mixed = random.nextInt(3) == 0;
        String usual = LINE_ENDS[random.nextInt(3)];
        for (int i = random.nextInt(6); i >= 0; i--) {
            for (String line : event(json, random)) {
                stream.append(line).append(mixed ? LINE_ENDS[random.nextInt(3)] : usual);
            }
            stream.append(mixed ? LINE_ENDS[random.nextInt(3)] : usual);
        }
        return random.nextInt(5) == 0 ? stream + "data: [DONE]" : stream.toString();
    }

    private static List<String> event(RandomJson json, Random random) {
        List<String> lines = new ArrayList<>();
        String[] others = {": keep-alive", "event: chunk", "id: 5", "retry: 100", "unknown", "database: 1"};
        String data = switch (random.nextInt(8)) {
            case 0 -> "[DONE]";
            case 1 -> "{\"broken\":";
            case 2 -> "";
            default -> chunk(json, random);
        };
        if (random.nextInt(3) == 0) {
            lines.add(others[random.nextInt(others.length)]);
        }
        for (String part : data.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)) {
            lines.add((random.nextBoolean() ? "data:" : "data: ") + part);
        }
        if (random.nextInt(3) == 0) {
            lines.add(others[random.nextInt(others.length)]);
        }
        return random.nextInt(8) == 0 ? List.of(": only a comment") : lines;
    }

    private static String chunk(RandomJson json, Random random) {
        List<String> members = new ArrayList<>();
        members.add(json.member("model", json.string("up" + json.text())));
        if (random.nextBoolean()) {
            members.add(json.member("usage", json.value(3)));
        }
        members.add(json.member("choices", json.array(3)));
        members.add(json.member("x", json.value(2)));
        Collections.shuffle(members, random);
        // A line end before each member makes some events have many lines of data.
        String end = random.nextInt(3) == 0 ? "\n" : "";
        return "{" + end + String.join("," + end, members) + end + "}";
    }
}
