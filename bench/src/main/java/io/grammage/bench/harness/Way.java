package io.grammage.bench.harness;

import java.net.URI;
import java.util.Map;

/**
 * How a contestant is asked for one kind of answer.
 *
 * @param uri of the chat endpoint
 * @param headers that every request has
 * @param model that every request names
 */
record Way(URI uri, Map<String, String> headers, String model) {
    /** What every server here has its chat calls at, behind what precedes it. */
    static final String CHAT = "/v1/chat/completions";

    Way {
        headers = Map.copyOf(headers);
    }
}
