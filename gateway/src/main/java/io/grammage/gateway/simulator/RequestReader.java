package io.grammage.gateway.simulator;

import io.grammage.gateway.simulator.TextRequest.Shape;
import io.grammage.gateway.simulator.TextRequest.Streaming;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;

/** Reads requests as far as the simulator heeds them; every refusal is a {@link Refusal}. Pure functions. */
final class RequestReader {
    private static final int MOST_CHOICES = 128;
    private static final long MOST_TOKENS = 1_000_000_000;

    private RequestReader() {}

    /** The body as an object. */
    static JsonNode parse(byte[] body) {
        JsonNode node;
        try {
            node = Json.MAPPER.readTree(body);
        } catch (StreamConstraintsException e) {
            throw new Refusal(413, "body: too many values, or nested too deeply", null, null, null);
        } catch (JacksonException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " at byte " + Math.max(0, e.getLocation().getByteOffset());
            throw new Refusal(400, "body: not JSON" + place + " (expected: an object)", "malformed_json", null, null);
        }
        if (!node.isObject()) {
            throw new Refusal(
                    400, "body: " + node.getNodeType() + " (expected: an object)", "malformed_json", null, null);
        }
        return node;
    }

    static String model(JsonNode body) {
        return new Members(body).text("model");
    }

    static boolean stream(JsonNode body) {
        return new Members(body).flag("stream");
    }

    static TextRequest chat(JsonNode body) {
        Members members = new Members(body);
        String model = members.text("model");
        JsonNode messages = members.array("messages");
        if (messages.isEmpty()) {
            throw Refusal.invalid("messages: none (expected: one or more)", "messages");
        }
        PromptMeter meter = new PromptMeter(model);
        meter.vary(members.number("seed", 0, Long.MIN_VALUE, Long.MAX_VALUE));
        String lastRole = "";
        for (JsonNode message : messages) {
            if (!message.isObject()) {
                throw Members.wrong("messages", message, "objects");
            }
            lastRole = new Members(message).text("role");
            meter.message(lastRole);
            content(meter, new Members(message));
        }
        long most = members.number("max_tokens", -1, 0, MOST_TOKENS);
        return new TextRequest(
                true,
                model,
                List.of(meter.prompt()),
                (int) members.number("n", 1, 1, MOST_CHOICES),
                members.number("max_completion_tokens", most, 0, MOST_TOKENS),
                members.flag("logprobs") ? (int) members.number("top_logprobs", 0, 0, 20) : -1,
                members.textOrNull("reasoning_effort"),
                shape(members, lastRole),
                streaming(members));
    }

    static TextRequest completion(JsonNode body) {
        Members members = new Members(body);
        String model = members.text("model");
        return new TextRequest(
                false,
                model,
                prompts(members, "prompt", model),
                (int) members.number("n", 1, 1, MOST_CHOICES),
                members.number("max_tokens", -1, 0, MOST_TOKENS),
                (int) members.number("logprobs", -1, 0, 20),
                null,
                new Shape.Words(),
                streaming(members));
    }

    static EmbeddingRequest embedding(JsonNode body) {
        Members members = new Members(body);
        String model = members.text("model");
        String format = Objects.requireNonNullElse(members.textOrNull("encoding_format"), "float");
        if (!format.equals("float") && !format.equals("base64")) {
            throw Refusal.invalid("encoding_format: " + format + " (expected: float or base64)", "encoding_format");
        }
        return new EmbeddingRequest(
                model,
                prompts(members, "input", model),
                (int) members.number("dimensions", -1, 1, SimulatedModel.MOST_DIMENSIONS),
                format.equals("base64"));
    }

    private static Streaming streaming(Members members) {
        Members options = members.object("stream_options");
        return new Streaming(members.flag("stream"), options != null, options != null && options.flag("include_usage"));
    }

    private static void content(PromptMeter meter, Members message) {
        JsonNode content = message.find("content");
        if (content == null) {
            return;
        }
        if (content.isString()) {
            meter.text(content.stringValue());
            return;
        }
        for (JsonNode part : message.array("content")) {
            if (part.path("text").isString()) {
                meter.text(part.get("text").stringValue());
            } else {
                meter.mediaPart();
            }
        }
    }

    /** One prompt per string or array of tokens; an array of numbers is one prompt. */
    private static List<Prompt> prompts(Members members, String name, String model) {
        JsonNode value = members.find(name);
        if (value == null || !(value.isString() || (value.isArray() && !value.isEmpty()))) {
            throw Members.wrong(name, value, "a string, or an array of strings, tokens or arrays of tokens");
        }
        if (value.isString() || value.get(0).isNumber()) {
            return List.of(prompt(value, name, model));
        }
        List<Prompt> prompts = new ArrayList<>(value.size());
        for (JsonNode element : value) {
            prompts.add(prompt(element, name, model));
        }
        return prompts;
    }

    private static Prompt prompt(JsonNode value, String name, String model) {
        PromptMeter meter = new PromptMeter(model);
        if (value.isString()) {
            meter.text(value.stringValue());
        } else if (value.isArray()) {
            for (JsonNode token : value) {
                if (!token.isIntegralNumber()) {
                    throw Members.wrong(name, token, "integers as tokens");
                }
                meter.token(token.longValue());
            }
        } else {
            throw Members.wrong(name, value, "strings or arrays of tokens");
        }
        return meter.prompt();
    }

    private static Shape shape(Members members, String lastRole) {
        JsonNode tools = members.array("tools");
        JsonNode toolChoice = members.find("tool_choice");
        boolean barred = toolChoice != null
                && toolChoice.isString()
                && toolChoice.stringValue().equals("none");
        if (!tools.isEmpty() && !barred && !lastRole.equals("tool")) {
            return toolCall(tools, toolChoice);
        }
        Members format = members.object("response_format");
        return switch (format == null ? "text" : format.text("type")) {
            case "json_schema" -> new Shape.JsonText(schema(format));
            case "json_object" -> new Shape.JsonText(null);
            default -> new Shape.Words();
        };
    }

    private static JsonNode schema(@Nullable Members format) {
        Members named = format == null ? null : format.object("json_schema");
        JsonNode schema = named == null ? null : named.find("schema");
        if (schema == null) {
            throw Members.wrong("response_format", null, "json_schema.schema");
        }
        return schema;
    }

    /** The function that {@code tool_choice} names, else the first one. */
    private static Shape toolCall(JsonNode tools, @Nullable JsonNode toolChoice) {
        String wanted = toolChoice == null
                ? ""
                : toolChoice.path("function").path("name").asString("");
        for (JsonNode tool : tools) {
            Members function = new Members(tool).object("function");
            if (function != null && (wanted.isEmpty() || function.text("name").equals(wanted))) {
                return new Shape.ToolCall(function.text("name"), function.find("parameters"));
            }
        }
        throw Refusal.invalid(
                "tool_choice: " + (wanted.isEmpty() ? "no function" : wanted) + " (expected: a function of tools)",
                "tool_choice");
    }
}
