package io.grammage.gateway.simulator;

import static io.grammage.gateway.kernel.Checks.inRange;
import static io.grammage.gateway.kernel.Checks.notBlank;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator is set up.
 *
 * @param host address to listen on
 * @param port port to listen on, or 0 for one that the operating system picks
 * @param models what {@code GET /v1/models} lists
 * @param anyModel whether other model names are served as well, each answered under its own name
 * @param eventLoops threads that serve connections
 * @param logEntries most entries that the log keeps in memory; each takes some 200 bytes
 * @param logFile file that every entry is appended to as a line of JSON, or null
 * @param knobs values by {@link Knob#label()} that hold for every request that does not say otherwise
 */
public record SimulatorOptions(
        String host,
        int port,
        List<SimulatedModel> models,
        boolean anyModel,
        int eventLoops,
        int logEntries,
        @Nullable Path logFile,
        Map<String, String> knobs) {

    /** Checks all bounds, and that every knob exists and takes its value. */
    public SimulatorOptions {
        notBlank(host, 255, "host");
        inRange(port, 0, 65_535, "port");
        inRange(eventLoops, 1, 256, "eventLoops");
        inRange(logEntries, 0, 10_000_000, "logEntries");
        models = List.copyOf(models);
        knobs = Collections.unmodifiableMap(new LinkedHashMap<>(knobs));
        Knobs.of(knobs);
    }

    /** Loopback, a free port, two models and any other name, one event loop, 10,000 log entries, no delay, no fault. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions("127.0.0.1", 0, SimulatedModel.defaults(), true, 1, 10_000, null, Map.of());
    }

    /** The same on that address and port. */
    public SimulatorOptions listeningOn(String otherHost, int otherPort) {
        return new SimulatorOptions(otherHost, otherPort, models, anyModel, eventLoops, logEntries, logFile, knobs);
    }

    /** The same with these models, and with or without any other name. */
    public SimulatorOptions serving(List<SimulatedModel> otherModels, boolean others) {
        return new SimulatorOptions(host, port, otherModels, others, eventLoops, logEntries, logFile, knobs);
    }

    /** The same on so many event loops. */
    public SimulatorOptions onEventLoops(int number) {
        return new SimulatorOptions(host, port, models, anyModel, number, logEntries, logFile, knobs);
    }

    /** The same with a log of so many entries in memory, appended to the file unless it is null. */
    public SimulatorOptions logging(int entries, @Nullable Path file) {
        return new SimulatorOptions(host, port, models, anyModel, eventLoops, entries, file, knobs);
    }

    /** The same with a knob turned for every request. */
    public SimulatorOptions turning(Knob knob, String value) {
        Map<String, String> more = new LinkedHashMap<>(knobs);
        more.put(knob.label(), value);
        return new SimulatorOptions(host, port, models, anyModel, eventLoops, logEntries, logFile, more);
    }

    /**
     * The same at that speed.
     *
     * @param tokensPerSecond of each choice; 0 for no limit
     */
    public SimulatorOptions paced(Duration timeToFirstToken, double tokensPerSecond) {
        return turning(Knob.TTFT_MS, String.valueOf(timeToFirstToken.toMillis()))
                .turning(Knob.TOKENS_PER_SECOND, String.format(Locale.ROOT, "%.9f", tokensPerSecond));
    }

    /** The model of that name, if it is served. */
    Optional<SimulatedModel> model(String id) {
        for (SimulatedModel model : models) {
            if (model.id().equals(id)) {
                return Optional.of(model);
            }
        }
        return anyModel && !id.isBlank() && id.length() <= 256
                ? Optional.of(SimulatedModel.named(id))
                : Optional.empty();
    }
}
