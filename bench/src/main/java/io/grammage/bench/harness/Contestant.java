package io.grammage.bench.harness;

import io.grammage.bench.harness.ServerProcess.ServerPort;
import io.grammage.bench.http.RequestBytes;
import io.grammage.bench.load.LoadPlan;
import io.grammage.bench.upstream.AnswerKind;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One of the ways to the upstream that are measured beside each other.
 *
 * @param name as it stands in the table
 * @param ways how each kind of answer is asked for
 * @param process the proxy's process; null where there is no proxy
 * @param database where its ledger is; null where it has none
 */
record Contestant(
        String name,
        Function<AnswerKind, Way> ways,
        @Nullable ProcessHandle process,
        @Nullable Path database) {
    /** The way to the upstream without a proxy. */
    static final String DIRECT = "direct";

    /** One that passes paths on as they are. */
    static Contestant plain(String name, ServerPort port, @Nullable ProcessHandle process) {
        return new Contestant(
                name,
                kind -> new Way(
                        URI.create("http://" + port.address() + kind.prefix() + Way.CHAT),
                        Map.of(),
                        UpstreamServer.MODEL),
                process,
                null);
    }

    /** A lane's calls by this way. */
    LoadPlan plan(Lane lane, Duration duration) {
        Way way = ways.apply(lane.kind());
        return new LoadPlan(
                new InetSocketAddress(way.uri().getHost(), way.uri().getPort()),
                RequestBytes.post(way.uri(), way.headers(), lane.request(way.model())),
                lane.expectation(),
                lane.connections(),
                lane.pace(),
                duration);
    }
}
