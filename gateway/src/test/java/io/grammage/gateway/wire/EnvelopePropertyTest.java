package io.grammage.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.testing.Mutation;
import io.grammage.gateway.wire.RequestSplice.StreamOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reader and splice against a tree parser, over random bodies. */
class EnvelopePropertyTest {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final List<Endpoint> ENDPOINTS = List.of(Endpoint.values());
    private static final Set<ErrorCode> REFUSALS = Set.of(
            ErrorCode.MALFORMED_JSON, ErrorCode.INVALID_REQUEST, ErrorCode.DUPLICATE_KEY, ErrorCode.MISSING_MODEL);

    @Test
    void agreesWithATreeParserAndChangesOnlyModelAndStreamOptions() {
        for (long seed = 0; seed < 1_000; seed++) {
            String body = body(new Random(seed));
            byte[] bytes = body.getBytes(UTF_8);
            try {
                Envelope envelope = EnvelopeReader.read(bytes, bytes.length, Endpoint.CHAT_COMPLETIONS);
                checkReading(envelope, (ObjectNode) MAPPER.readTree(bytes), bytes);
                for (StreamOptions options : StreamOptions.values()) {
                    checkSplice(bytes, envelope, options);
                }
            } catch (GatewayException | AssertionError e) {
                fail("seed " + seed + ": " + body, e);
            }
        }
    }

    private static void checkReading(Envelope envelope, ObjectNode tree, byte[] bytes) {
        assertThat(envelope.model()).isEqualTo(tree.get("model").asString());
        assertThat(envelope.stream()).isEqualTo(tree.path("stream").asBoolean(false));
        assertThat(envelope.includeUsage())
                .isEqualTo(tree.path("stream_options").path("include_usage").asBoolean(false));
        assertThat(envelope.output().n()).isEqualTo(tree.path("n").asLong(-1));
        assertThat(envelope.output().maxTokens())
                .isEqualTo(tree.path("max_tokens").asLong(-1));
        assertThat(envelope.prompt().messages()).isEqualTo(tree.path("messages").size());
        Span span = envelope.layout().model();
        assertThat(MAPPER.readTree(new String(bytes, span.start(), span.length(), UTF_8)))
                .isEqualTo(tree.get("model"));
    }

    private static void checkSplice(byte[] bytes, Envelope envelope, StreamOptions options) {
        byte[] spliced = RequestSplice.of(bytes, envelope, JsonString.of("up/\"stream\""), options)
                .toBytes();
        ObjectNode expected = (ObjectNode) MAPPER.readTree(bytes);
        expected.put("model", "up/\"stream\"");
        if (options == StreamOptions.REMOVED) {
            expected.remove("stream_options");
        } else if (options == StreamOptions.WITH_USAGE) {
            JsonNode had = expected.get("stream_options");
            ObjectNode with = had instanceof ObjectNode object ? object : MAPPER.createObjectNode();
            expected.set("stream_options", with.put("include_usage", true));
        }
        assertThat(MAPPER.readTree(spliced)).isEqualTo(expected);
        Envelope again = EnvelopeReader.read(spliced, spliced.length, Endpoint.CHAT_COMPLETIONS);
        assertThat(again.prompt().span().length())
                .isEqualTo(envelope.prompt().span().length());
    }

    @Test
    void refusesOrReadsWhateverIsDoneToABody() {
        int read = 0;
        int refused = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = Mutation.of(body(random).getBytes(UTF_8), random);
            try {
                EnvelopeReader.read(bytes, bytes.length, ENDPOINTS.get(random.nextInt(3)));
                read++;
            } catch (GatewayException e) {
                if (!REFUSALS.contains(e.code()) || e.message().length() > 250) {
                    fail("seed " + seed + ": " + e.code() + " " + e.message());
                }
                refused++;
            } catch (RuntimeException e) {
                fail("seed " + seed + ": " + new String(bytes, UTF_8), e);
            }
        }
        assertThat(read).isGreaterThan(1_000);
        assertThat(refused).isGreaterThan(1_000);
    }

    private static String body(Random random) {
        RandomJson json = new RandomJson(random);
        List<String> members = new ArrayList<>();
        members.add(json.member("model", json.string("m" + random.nextInt(10) + "é🙂\"")));
        if (random.nextBoolean()) {
            members.add(json.member("stream", random.nextBoolean() ? "true" : "null"));
        }
        if (random.nextBoolean()) {
            members.add(json.member("stream_options", streamOptions(json, random)));
        }
        if (random.nextBoolean()) {
            members.add(json.member("n", Integer.toString(1 + random.nextInt(128))));
        }
        if (random.nextBoolean()) {
            members.add(json.member("max_tokens", Integer.toString(random.nextInt(5_000))));
        }
        if (random.nextBoolean()) {
            members.add(json.member("messages", json.array(3)));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            members.add(json.member("x" + i + json.text(), json.value(4)));
        }
        Collections.shuffle(members, random);
        return json.space() + "{" + json.space() + String.join("," + json.space(), members) + "}" + json.space();
    }

    private static String streamOptions(RandomJson json, Random random) {
        if (random.nextInt(5) == 0) {
            return "null";
        }
        List<String> members = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            members.add(json.member("y" + i, json.value(2)));
        }
        if (random.nextBoolean()) {
            String[] values = {"true", "false", "null"};
            members.add(json.member("include_usage", values[random.nextInt(3)]));
        }
        Collections.shuffle(members, random);
        return "{" + json.space() + String.join("," + json.space(), members) + "}";
    }
}
