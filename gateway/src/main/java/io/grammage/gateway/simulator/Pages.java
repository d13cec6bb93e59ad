package io.grammage.gateway.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What the simulator answers to GET: its models, its health, its log. Thread-safe. */
final class Pages {
    private static final String MODELS = "/v1/models";
    private static final int LINES_PER_PIECE = 50;

    private final SimulatorOptions options;
    private final SimulatorLog log;

    Pages(SimulatorOptions options, SimulatorLog log) {
        this.options = options;
        this.log = log;
    }

    /**
     * The page of that path.
     *
     * @param requestId restricts the log to calls with that {@code x-request-id}, if it is not null
     * @throws Refusal when there is none
     */
    Script page(String path, @Nullable String requestId) {
        return switch (path) {
            case MODELS -> json(this::models);
            case "/health" ->
                json(json -> json.writeStartObject()
                        .writeStringProperty("status", "ok")
                        .writeStringProperty("server", Generation.FINGERPRINT)
                        .writeEndObject());
            case "/info" -> json(this::info);
            case "/simulator/log" -> log(requestId);
            case "/simulator/state" -> json(this::state);
            default -> {
                if (path.startsWith(MODELS + "/")) {
                    yield model(URLDecoder.decode(path.substring(MODELS.length() + 1), StandardCharsets.UTF_8));
                }
                throw new Refusal(404, "path: " + path + " is not served here", "unknown_route", null, null);
            }
        };
    }

    private static Script json(Consumer<JsonGenerator> writer) {
        return Script.whole(Json.bytes(writer), 0, Tally.NONE);
    }

    private void models(JsonGenerator json) {
        json.writeStartObject().writeStringProperty("object", "list").writeArrayPropertyStart("data");
        options.models().forEach(model -> write(json, model));
        json.writeEndArray().writeEndObject();
    }

    private Script model(String id) {
        SimulatedModel model = options.model(id)
                .orElseThrow(() ->
                        new Refusal(404, "model: " + id + " is not served here", "model_not_found", "model", null));
        return json(json -> write(json, model));
    }

    private static void write(JsonGenerator json, SimulatedModel model) {
        json.writeStartObject();
        json.writeStringProperty("id", model.id());
        json.writeStringProperty("object", "model");
        json.writeNumberProperty("created", 1_767_225_600L);
        json.writeStringProperty("owned_by", Generation.FINGERPRINT);
        json.writeStringProperty("root", model.id());
        json.writeNumberProperty("max_model_len", model.contextWindow());
        json.writeEndObject();
    }

    /** What text-embeddings-inference tells of its one model; here the last one of the list. */
    private void info(JsonGenerator json) {
        SimulatedModel model = options.models().isEmpty()
                ? SimulatedModel.named(Generation.FINGERPRINT)
                : options.models().getLast();
        json.writeStartObject();
        json.writeStringProperty("model_id", model.id());
        json.writeObjectPropertyStart("model_type").writeObjectPropertyStart("embedding");
        json.writeStringProperty("pooling", "mean");
        json.writeEndObject().writeEndObject();
        json.writeNumberProperty("max_input_length", model.contextWindow());
        json.writeNumberProperty("max_client_batch_size", 2048);
        json.writeStringProperty("version", Generation.FINGERPRINT);
        json.writeEndObject();
    }

    private void state(JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("open_calls", log.openCalls());
        json.writeNumberProperty("logged", log.entries().size());
        json.writeNumberProperty("dropped", log.dropped());
        json.writeNumberProperty("not_written", log.notWritten());
        json.writeEndObject();
    }

    /** One line of JSON per call. */
    private Script log(@Nullable String requestId) {
        List<SimulatorLogEntry> entries = requestId == null ? log.entries() : log.entriesOf(requestId);
        Iterator<SimulatorLogEntry> left = entries.iterator();
        Iterator<Piece> lines = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return left.hasNext();
            }

            @Override
            public Piece next() {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < LINES_PER_PIECE && left.hasNext(); i++) {
                    text.append(left.next().toJson()).append('\n');
                }
                return new Piece(Utf8.bytes(text.toString()), 0, Tally.NONE);
            }
        };
        return Script.stream(lines, Script.Ending.COMPLETE, CallEnd.COMPLETED)
                .withHeader("content-type", "application/x-ndjson");
    }
}
