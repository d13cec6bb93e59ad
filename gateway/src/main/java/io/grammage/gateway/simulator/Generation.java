package io.grammage.gateway.simulator;

import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * An answer as generated, before it takes the shape of a plain answer or of a stream.
 *
 * @param id of the answer, the same in all events of a stream
 * @param created seconds since 1970
 * @param usage all counts of the whole answer
 */
record Generation(TextRequest request, Knobs knobs, String id, long created, List<Choice> choices, Usage usage) {
    static final String FINGERPRINT = "grammage-simulator";

    /** Writes what every answer and event begins with. */
    void writeHead(JsonGenerator json, String object) {
        json.writeStringProperty("id", id);
        json.writeStringProperty("object", object);
        json.writeNumberProperty("created", created);
        json.writeStringProperty("model", request.model());
        json.writeStringProperty("system_fingerprint", FINGERPRINT);
    }

    /** Writes members that no client knows, if the request wants some. */
    void writeVendorFields(JsonGenerator json) {
        if (knobs.isOn(Knob.VENDOR_FIELDS)) {
            json.writeObjectPropertyStart("x_simulator_vendor");
            json.writeStringProperty("note", "a member that the OpenAI format does not have");
            json.writeArrayPropertyStart("numbers").writeNumber(1.0e-7).writeNumber("12345678901234567890");
            json.writeEndArray().writeEndObject();
        }
    }
}
