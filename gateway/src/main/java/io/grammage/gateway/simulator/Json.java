package io.grammage.gateway.simulator;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** Reading and writing of JSON. Thread-safe. */
final class Json {
    /** Bounded, because a body of many small values takes many times its size in memory. */
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxTokenCount(2_000_000)
            .maxStringLength(64 << 20)
            .build();

    static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(BOUNDS).build())
            .build();

    private Json() {}

    /** What the writer writes, as UTF-8. */
    static byte[] bytes(Consumer<JsonGenerator> writer) {
        return bytes(512, writer);
    }

    /** What the writer writes, as UTF-8; the size is a guess that saves copying. */
    static byte[] bytes(int expectedSize, Consumer<JsonGenerator> writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(expectedSize);
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            writer.accept(json);
        }
        return out.toByteArray();
    }
}
