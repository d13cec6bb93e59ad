package io.grammage.gateway.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Makes the chunk that reports usage at the end of a stream, where the provider sent none of its own. */
final class UsageChunk {
    private static final String[] COMMON = {"id", "object", "created"};

    private UsageChunk() {}

    /**
     * A chunk without choices that looks like the others of its stream.
     *
     * @param other the data of another chunk, or null when there was none
     * @param usage a JSON value
     */
    static byte[] of(byte @Nullable [] other, String publicModel, byte[] usage) {
        ObjectNode chunk = JsonMapper.shared().createObjectNode();
        JsonNode like = read(other);
        for (String name : COMMON) {
            JsonNode value = like.get(name);
            if (value != null) {
                chunk.set(name, value);
            }
        }
        chunk.put("model", publicModel);
        chunk.putArray("choices");
        chunk.putRawValue("usage", new RawValue(new String(usage, UTF_8)));
        return JsonMapper.shared().writeValueAsBytes(chunk);
    }

    private static JsonNode read(byte @Nullable [] json) {
        try {
            return json == null
                    ? JsonMapper.shared().createObjectNode()
                    : JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            // The reader of chunks is stricter in nothing that matters here: without the others' id the chunk still
            // counts.
            return JsonMapper.shared().createObjectNode();
        }
    }
}
