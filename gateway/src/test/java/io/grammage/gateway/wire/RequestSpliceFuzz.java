package io.grammage.gateway.wire;

import static io.grammage.gateway.wire.Compare.same;

import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.wire.RequestSplice.StreamOptions;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests on their way to a provider: only the model's name and the asking for usage change, and of the bytes only theirs. */
public final class RequestSpliceFuzz {
    private static final JsonString UPSTREAM = JsonString.of("up/\"stream\"");

    private RequestSpliceFuzz() {}

    public static void fuzzerTestOneInput(byte[] body) {
        Envelope envelope = EnvelopeFuzz.read(body, Endpoint.CHAT_COMPLETIONS);
        if (envelope == null) {
            return;
        }
        for (StreamOptions options : StreamOptions.values()) {
            byte[] spliced = RequestSplice.of(body, envelope, UPSTREAM, options).toBytes();
            same(FuzzedJson.tree(spliced), expected(body, options));
            if (options == StreamOptions.KEPT) {
                Span model = envelope.layout().model();
                int behind = body.length - model.end();
                same(Arrays.mismatch(spliced, 0, model.start(), body, 0, model.start()), -1);
                same(
                        Arrays.mismatch(
                                spliced, spliced.length - behind, spliced.length, body, model.end(), body.length),
                        -1);
            }
        }
        byte[] same = RequestSplice.of(body, envelope, JsonString.of(envelope.model()), StreamOptions.KEPT)
                .toBytes();
        same(Arrays.equals(same, body), true);
    }

    private static JsonNode expected(byte[] body, StreamOptions options) {
        if (!(FuzzedJson.tree(body) instanceof ObjectNode expected)) {
            throw new AssertionError("read, although it is no JSON object");
        }
        expected.put("model", UPSTREAM.text());
        if (options == StreamOptions.REMOVED) {
            expected.remove("stream_options");
        } else if (options == StreamOptions.WITH_USAGE) {
            ObjectNode had = expected.get("stream_options") instanceof ObjectNode object
                    ? object
                    : JsonMapper.shared().createObjectNode();
            expected.set("stream_options", had.put("include_usage", true));
        }
        return expected;
    }
}
