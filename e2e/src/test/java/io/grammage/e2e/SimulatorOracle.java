package io.grammage.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the simulator's own log says that it sent: the truth that the ledger is compared with. */
final class SimulatorOracle {
    private final Map<String, List<JsonNode>> tries = new HashMap<>();

    /** Reads the log of a simulator that has ended. */
    SimulatorOracle(Path log) {
        try {
            for (String line : Files.readAllLines(log)) {
                JsonNode entry = JsonMapper.shared().readTree(line);
                tries.computeIfAbsent(entry.path("request_id").asString(), id -> new ArrayList<>())
                        .add(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last try of a call that reached the simulator, or null when none did. */
    @Nullable
    JsonNode lastTry(String call) {
        List<JsonNode> all = tries.get(call);
        return all == null ? null : all.getLast();
    }

    /** The calls that reached the simulator. */
    Set<String> calls() {
        return tries.keySet();
    }

    /** Most tokens that an estimate may come to: one for each event, or for every four bytes of content, if that is more. */
    static long estimateMax(JsonNode sent) {
        return Math.max(
                sent.path("events").asLong(),
                Math.ceilDiv(sent.path("content_bytes").asLong(), 4));
    }
}
