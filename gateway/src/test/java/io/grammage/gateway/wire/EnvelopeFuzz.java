package io.grammage.gateway.wire;

import static io.grammage.gateway.wire.Compare.same;

import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Requests: read or refused with a sentence, never anything else; what is read is what another's parser reads, nothing that
 * matters occurs twice, and nothing is called malformed that is JSON.
 */
public final class EnvelopeFuzz {
    private static final Set<ErrorCode> REFUSALS = Set.of(
            ErrorCode.MALFORMED_JSON, ErrorCode.INVALID_REQUEST, ErrorCode.DUPLICATE_KEY, ErrorCode.MISSING_MODEL);

    private EnvelopeFuzz() {}

    public static void fuzzerTestOneInput(byte[] body) {
        for (Endpoint endpoint : Endpoint.values()) {
            Envelope envelope = read(body, endpoint);
            if (envelope != null) {
                check(envelope, body);
            }
        }
    }

    /** The envelope, or null when the body is refused. Bytes behind its length are not the body's. */
    static @Nullable Envelope read(byte[] body, Endpoint endpoint) {
        byte[] longer = Arrays.copyOf(body, body.length + 3);
        Arrays.fill(longer, body.length, longer.length, (byte) '}');
        try {
            return EnvelopeReader.read(longer, body.length, endpoint);
        } catch (GatewayException e) {
            same(REFUSALS.contains(e.code()), true);
            same(e.code() == ErrorCode.MALFORMED_JSON && FuzzedJson.tree(body) != null, false);
            return null;
        }
    }

    private static void check(Envelope envelope, byte[] body) {
        JsonNode tree = FuzzedJson.tree(body);
        if (tree == null) {
            throw new AssertionError("read, although it is no JSON");
        }
        List<String> names = FuzzedJson.names(body);
        for (WatchedField field : WatchedField.values()) {
            same(Collections.frequency(names, field.wireName()) > 1, false);
        }
        same(envelope.model(), tree.path("model").stringValue());
        same(envelope.stream(), tree.path("stream").asBoolean(false));
        same(
                envelope.includeUsage(),
                tree.path("stream_options").path("include_usage").asBoolean(false));
        same(envelope.output().n(), tree.path("n").asLong(-1));
        same(envelope.output().bestOf(), tree.path("best_of").asLong(-1));
        same(envelope.output().maxTokens(), tree.path("max_tokens").asLong(-1));
        same(
                envelope.output().maxCompletionTokens(),
                tree.path("max_completion_tokens").asLong(-1));
        Span model = envelope.layout().model();
        JsonNode value = FuzzedJson.tree(Arrays.copyOfRange(body, model.start(), model.end()));
        same(value == null ? null : value.stringValue(), envelope.model());
    }
}
