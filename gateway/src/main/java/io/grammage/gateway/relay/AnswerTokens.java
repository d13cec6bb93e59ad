package io.grammage.gateway.relay;

import tools.jackson.databind.JsonNode;

/** Counts what the choices of an answer generated. Not thread-safe: one per answer. */
final class AnswerTokens {
    private final TextTokens tokens;
    private long reasoning;

    AnswerTokens(TextTokens tokens) {
        this.tokens = tokens;
    }

    /** The part of the tokens that was spent on reasoning. */
    long reasoning() {
        return reasoning;
    }

    /** Adds all choices; false when the answer has no list of them. */
    boolean add(JsonNode answer) {
        JsonNode choices = answer.path("choices");
        for (JsonNode choice : choices) {
            tokens.add(choice.path("text"));
            message(choice.path("message"));
        }
        return choices.isArray();
    }

    private void message(JsonNode message) {
        long before = tokens.count();
        // Servers that speak of both spell the same text twice, for clients that know only one of the names.
        tokens.add(message.path(message.path("reasoning_content").isString() ? "reasoning_content" : "reasoning"));
        reasoning += tokens.count() - before;
        JsonNode content = message.path("content");
        if (content.isArray()) {
            content.forEach(part -> tokens.add(part.path("text")));
        } else {
            tokens.add(content);
        }
        tokens.add(message.path("refusal"));
        for (JsonNode call : message.path("tool_calls")) {
            function(call.path("function"));
        }
        function(message.path("function_call"));
    }

    private void function(JsonNode function) {
        tokens.add(function.path("name"));
        tokens.add(function.path("arguments"));
    }
}
