package io.grammage.gateway.simulator;

import java.util.ArrayList;
import java.util.List;

/** Reads a whole stream of server-sent events as the HTML standard tells to, and nothing of the simulator's. */
final class SseReader {
    private SseReader() {}

    /** The data of all events, lines joined by a line feed. */
    static List<String> data(String stream) {
        String text = stream.startsWith("\ufeff") ? stream.substring(1) : stream;
        List<String> events = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\r\n|\r|\n", -1)) {
            if (line.isEmpty() && !lines.isEmpty()) {
                events.add(String.join("\n", lines));
                lines.clear();
            } else if (line.startsWith("data:")) {
                String value = line.substring("data:".length());
                lines.add(value.startsWith(" ") ? value.substring(1) : value);
            }
        }
        return events;
    }
}
