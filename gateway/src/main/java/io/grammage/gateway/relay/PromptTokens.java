package io.grammage.gateway.relay;

import io.grammage.gateway.kernel.Endpoint;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Counts the prompt of a request. Text, tools and inline images are counted; what cannot be (sound, files, images behind
 * an address) is counted as a part in {@link #notCounted}. Not thread-safe: one per request.
 */
final class PromptTokens {
    /** What the chat format adds to a message: its begin, its role, the separator, its end. */
    static final int PER_MESSAGE = 4;
    /** What the chat format adds to a message that names its author, besides the name itself. */
    static final int PER_NAME = 1;
    /** The begin of the reply, which ends every chat prompt. */
    static final int REPLY_BEGIN = 3;

    private final TextTokens tokens;
    private final @Nullable Integer pixelsPerToken;
    private int notCounted;

    /**
     * Starts at zero.
     *
     * @param pixelsPerToken pixels of an image that become a token, or null where that is not known
     */
    PromptTokens(TextTokens tokens, @Nullable Integer pixelsPerToken) {
        this.tokens = tokens;
        this.pixelsPerToken = pixelsPerToken;
    }

    int notCounted() {
        return notCounted;
    }

    /** Adds the prompt of a request; false when the request is no JSON object. */
    boolean add(Endpoint endpoint, JsonNode request) {
        switch (endpoint) {
            case CHAT_COMPLETIONS -> {
                messages(request.path("messages"));
                tokens.add(request.path("tools"));
                tokens.add(request.path("functions"));
            }
            case COMPLETIONS -> {
                input(request.path("prompt"));
                tokens.add(request.path("suffix"));
            }
            case EMBEDDINGS -> {
                input(request.path("input"));
                messages(request.path("messages"));
            }
        }
        return request.isObject();
    }

    private void messages(JsonNode messages) {
        for (JsonNode message : messages) {
            tokens.add(PER_MESSAGE);
            JsonNode name = message.path("name");
            if (name.isString()) {
                tokens.add(PER_NAME);
                tokens.add(name.stringValue());
            }
            content(message.path("content"));
            tokens.add(message.path("refusal"));
            for (JsonNode call : message.path("tool_calls")) {
                function(call.path("function"));
            }
            function(message.path("function_call"));
        }
        if (!messages.isEmpty()) {
            tokens.add(REPLY_BEGIN);
        }
    }

    private void function(JsonNode function) {
        tokens.add(function.path("name"));
        tokens.add(function.path("arguments"));
    }

    private void content(JsonNode content) {
        if (content.isArray()) {
            content.forEach(this::part);
        } else {
            tokens.add(content);
        }
    }

    private void part(JsonNode part) {
        switch (part.path("type").stringValue("")) {
            case "text" -> tokens.add(part.path("text"));
            case "refusal" -> tokens.add(part.path("refusal"));
            case "image_url" -> image(part.path("image_url"));
            default -> notCounted++;
        }
    }

    private void image(JsonNode image) {
        String address = (image.isString() ? image : image.path("url")).stringValue("");
        ImageSize size = pixelsPerToken == null ? null : ImageSize.ofDataUrl(address);
        if (size == null || pixelsPerToken == null) {
            notCounted++;
        } else {
            tokens.add(Math.ceilDiv(size.pixels(), pixelsPerToken.intValue()));
        }
    }

    /** A text, a list of texts, tokens themselves, or a list of lists of tokens. */
    private void input(JsonNode input) {
        if (!input.isArray()) {
            tokens.add(input);
            return;
        }
        for (JsonNode element : input) {
            if (element.isNumber()) {
                tokens.add(1);
            } else {
                input(element);
            }
        }
    }
}
