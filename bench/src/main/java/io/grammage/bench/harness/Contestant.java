package io.grammage.bench.harness;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of the ways to the upstream that are measured beside each other.
 *
 * @param name as it stands in the table
 * @param base address without path
 * @param headers that every request has
 * @param model that every request names
 * @param process the proxy's process; null where there is no proxy
 */
record Contestant(
        String name,
        URI base,
        Map<String, String> headers,
        String model,
        @Nullable ProcessHandle process) {
    Contestant {
        headers = Map.copyOf(headers);
    }

    /** A way without anything to tell it apart but its address. */
    static Contestant plain(String name, ServerProcess.ServerPort port, @Nullable ProcessHandle process) {
        return new Contestant(name, URI.create("http://" + port.address()), Map.of(), UpstreamServer.MODEL, process);
    }
}
