package io.grammage.gateway.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a whole stream by the steps of the WHATWG standard, slowly and plainly: what a client would see. */
final class SseReference {
    /** A dispatched event: its name, null without one, and its data. */
    record Event(@Nullable String name, String data) {}

    private SseReference() {}

    static List<Event> read(String stream) {
        List<Event> events = new ArrayList<>();
        String text = stream.startsWith("\uFEFF") ? stream.substring(1) : stream;
        List<String> data = new ArrayList<>();
        String name = null;
        for (String line : text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)) {
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    events.add(new Event(name, String.join("\n", data)));
                }
                data.clear();
                name = null;
                continue;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            if (field.equals("data")) {
                data.add(value);
            } else if (field.equals("event")) {
                name = value;
            }
        }
        if (!data.isEmpty()) {
            events.add(new Event(name, String.join("\n", data)));
        }
        return events;
    }
}
