package io.grammage.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stream as a provider sends it, what has to come out of the gateway, and what has to be counted: all three are put
 * together from the same parts, without reading any of it. In chunks {@code $M} stands for the model.
 */
final class StreamScript {
    static final String PUBLIC = "public-name";
    static final String UPSTREAM = "up/7B";

    private final String name;
    private final Framing framing;
    private final StringBuilder given = new StringBuilder();
    /** Up to where the usage event goes, for a caller who wants one. */
    private final StringBuilder before = new StringBuilder();
    /** The same for a caller who does not. */
    private final StringBuilder unasked = new StringBuilder();

    private final StringBuilder after = new StringBuilder();
    private boolean ended;
    private @Nullable String usageEvent;
    private @Nullable String usage;
    private String firstChunk = "{}";
    private long events;
    private long bytes;

    /**
     * How events are written.
     *
     * @param lineEnd of every line
     * @param data what a line of data begins with
     * @param lead what stands before each event, on lines of its own
     * @param lines whether the data of an event is spread over two lines
     */
    record Framing(String lineEnd, String data, String lead, boolean lines) {
        static final Framing PLAIN = new Framing("\n", "data: ", "", false);

        String event(String json) {
            // Behind the first comma white space means nothing to JSON.
            String body = lines ? json.replaceFirst(",", "," + lineEnd + data.replace("$", "\\$")) : json;
            return lead.replace("\n", lineEnd) + data + body + lineEnd + lineEnd;
        }
    }

    StreamScript(String name, Framing framing) {
        this.name = name;
        this.framing = framing;
    }

    /** An event that passes, with the texts that were generated in it. */
    StreamScript chunk(String json, String... generated) {
        given.append(framing.event(json.replace("$M", UPSTREAM)));
        expect(framing.event(json.replace("$M", PUBLIC)));
        note(json, generated);
        return this;
    }

    /** The same with what a provider says before it tells the usage that it was asked for. */
    StreamScript chunkWithNull(String json, String... generated) {
        String withNull = with(json, "null");
        given.append(framing.event(withNull.replace("$M", UPSTREAM)));
        before.append(framing.event(withNull.replace("$M", PUBLIC)));
        unasked.append(framing.event(json.replace("$M", PUBLIC)));
        note(json, generated);
        return this;
    }

    private static String with(String json, String usage) {
        return json.substring(0, json.length() - 1) + ",\"usage\":" + usage + "}";
    }

    private void expect(String text) {
        if (ended) {
            after.append(text);
        } else {
            before.append(text);
            unasked.append(text);
        }
    }

    private void note(String json, String... generated) {
        if (firstChunk.equals("{}")) {
            firstChunk = json;
        }
        events += generated.length == 0 ? 0 : 1;
        for (String text : generated) {
            bytes += text.getBytes(UTF_8).length;
        }
    }

    /** An event that tells the usage, and passes since it tells more than that. */
    StreamScript chunkWithUsage(String json, String itsUsage, String... generated) {
        usage = itsUsage;
        return chunk(with(json, itsUsage), generated);
    }

    /** The event that tells nothing but the usage. */
    StreamScript usageEvent(String json, String itsUsage) {
        usage = itsUsage;
        usageEvent = json;
        given.append(framing.event(with(json, itsUsage).replace("$M", UPSTREAM)));
        return this;
    }

    /** A comment that is by itself. */
    StreamScript comment(String text) {
        return raw(text + framing.lineEnd() + framing.lineEnd());
    }

    /** Anything else; it passes. */
    StreamScript raw(String text) {
        given.append(text);
        expect(text);
        return this;
    }

    /** The end mark. Whatever follows passes behind it. */
    StreamScript done() {
        ended = true;
        return raw(framing.event("[DONE]"));
    }

    /** What passes behind the usage event. */
    StreamScript tail(String text) {
        ended = true;
        return raw(text);
    }

    /** Ends what is given otherwise; what comes out ends as it was. */
    StreamScript without(String end, String otherwise) {
        given.replace(given.length() - end.length(), given.length(), otherwise);
        before.replace(before.length() - end.length(), before.length(), otherwise + "\n\n");
        unasked.replace(unasked.length() - end.length(), unasked.length(), otherwise);
        return this;
    }

    String name() {
        return name;
    }

    byte[] given() {
        return given.toString().getBytes(UTF_8);
    }

    /** Fails unless these are the bytes given but for the models and the usage. */
    void checkPassed(byte[] received, boolean usageWanted) {
        String text = new String(received, UTF_8);
        if (!usageWanted) {
            assertThat(text).isEqualTo(unasked.toString() + after);
            return;
        }
        assertThat(text).startsWith(before).endsWith(after);
        String event = text.substring(before.length(), text.length() - after.length());
        assertThat(event).matches("data: *\\{[^\r\n]*}\n\n");
        ObjectNode told = (ObjectNode) JsonMapper.shared().readTree(event.substring("data: ".length()));
        ObjectNode toldUsage = (ObjectNode) told.remove("usage");
        assertThat(told).isEqualTo(expectedUsageEvent());
        for (String ours : new String[] {"cost", "carbon", "impacts", "footprint"}) {
            assertThat(toldUsage.remove(ours)).as(ours).isNotNull();
        }
        if (usage != null) {
            assertThat(toldUsage).isEqualTo(JsonMapper.shared().readTree(usage));
        } else {
            assertThat(toldUsage.path("completion_tokens").asLong(-1)).isEqualTo(outputTokens());
        }
    }

    private JsonNode expectedUsageEvent() {
        if (usageEvent != null) {
            ObjectNode own = (ObjectNode) JsonMapper.shared().readTree(usageEvent.replace("$M", PUBLIC));
            own.withArray("choices");
            return own;
        }
        ObjectNode first = (ObjectNode) JsonMapper.shared().readTree(firstChunk.replace("$M", PUBLIC));
        first.retain("id", "object", "created", "model");
        first.putArray("choices");
        return first;
    }

    /** Fails unless the record has the counts that the provider told, or else those that follow from what it sent. */
    void checkRecorded(JsonNode record, int requestBytes) {
        assertThat(record.path("outcome").asString()).isEqualTo("completed");
        assertThat(record.path("count_source").asString()).isEqualTo(usage == null ? "estimated" : "reported");
        JsonNode tokens = record.path("tokens");
        assertThat(tokens.path("output").asLong(-1)).isEqualTo(outputTokens());
        assertThat(tokens.path("total").asLong(-1) - tokens.path("output").asLong(-1))
                .isEqualTo(promptTokens(requestBytes));
    }

    private long outputTokens() {
        return usage == null ? Math.max(events, Math.ceilDiv(bytes, 4L)) : count("completion_tokens");
    }

    private long promptTokens(int requestBytes) {
        return usage == null ? Math.ceilDiv(requestBytes, 4) : count("prompt_tokens");
    }

    private long count(String member) {
        return JsonMapper.shared()
                .readTree(usage == null ? "{}" : usage)
                .path(member)
                .asLong();
    }
}
