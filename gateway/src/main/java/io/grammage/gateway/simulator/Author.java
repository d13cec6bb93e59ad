package io.grammage.gateway.simulator;

import io.grammage.gateway.simulator.TextRequest.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Generates the choices of a request. One token is one word of prose, or four characters of JSON and of tool
 * arguments. Pure functions.
 */
final class Author {
    /** Bounds what one request can make the simulator hold: it may live in the gateway's own process. */
    private static final int MOST_TOKENS = 500_000;

    private Author() {}

    /** All choices: {@code n} per prompt, those of the first prompt first. */
    static List<Choice> write(TextRequest request, Knobs knobs) {
        List<Choice> choices = new ArrayList<>();
        long tokens = 0;
        for (Prompt prompt : request.prompts()) {
            for (int i = 0; i < request.choices(); i++) {
                Choice choice = choice(request, knobs, choices.size(), Scramble.mix(prompt.seed(), i));
                tokens += choice.outputTokens();
                if (tokens > MOST_TOKENS) {
                    throw Refusal.invalid(
                            "n: more than " + MOST_TOKENS + " output tokens in all (expected: fewer)", "n");
                }
                choices.add(choice);
            }
        }
        return choices;
    }

    private static Choice choice(TextRequest request, Knobs knobs, int index, long seed) {
        long maximum =
                knobs.isOn(Knob.IGNORE_MAXIMUM) || request.maxTokens() < 0 ? Long.MAX_VALUE : request.maxTokens();
        int reasoningLength = (int) knobs.number(Knob.REASONING_TOKENS, reasoningLength(request.effort()));
        List<String> reasoning = Prose.reasoning(seed, (int) Math.min(reasoningLength, maximum));
        long left = maximum - reasoning.size();
        List<String> whole = tokens(request.shape(), knobs, seed, left);
        List<String> tokens = whole.size() > left ? whole.subList(0, (int) left) : whole;
        boolean cutShort = reasoning.size() < reasoningLength || tokens.size() < whole.size();
        String tool = request.shape() instanceof Shape.ToolCall call ? call.name() : null;
        String finishReason = cutShort ? "length" : tool == null ? "stop" : "tool_calls";
        return new Choice(index, reasoning, tool, tokens, knobs.isOn(Knob.REFUSAL) && tool == null, finishReason);
    }

    /** The tokens of an answer without regard to the maximum, but for prose that stops one word after it. */
    private static List<String> tokens(Shape shape, Knobs knobs, long seed, long maximum) {
        return switch (shape) {
            case Shape.Words() -> {
                String text = knobs.value(Knob.TEXT, String.class);
                if (text != null) {
                    yield Prose.pieces(text);
                }
                long length = knobs.number(Knob.OUTPUT_TOKENS, Prose.naturalLength(seed));
                yield Prose.answer(seed, (int) Math.min(length, maximum == Long.MAX_VALUE ? maximum : maximum + 1));
            }
            case Shape.JsonText(JsonNode schema) -> Prose.fragments(instance(schema, seed));
            case Shape.ToolCall(String name, JsonNode schema) -> Prose.fragments(instance(schema, seed));
        };
    }

    private static String instance(@Nullable JsonNode schema, long seed) {
        return schema == null
                ? "{\"answer\":\"This is a simulated answer.\"}"
                : new SchemaInstance(schema, seed).text();
    }

    private static int reasoningLength(@Nullable String effort) {
        return switch (effort) {
            case null -> 0;
            case "none" -> 0;
            case "minimal" -> 4;
            case "low" -> 8;
            case "high" -> 32;
            case "xhigh", "max" -> 64;
            default -> 16;
        };
    }
}
