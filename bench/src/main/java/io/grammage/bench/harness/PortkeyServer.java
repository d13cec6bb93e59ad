package io.grammage.bench.harness;

import io.grammage.bench.harness.ServerProcess.ServerPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The gateway of {@code @portkey-ai/gateway}, one Node process. Where the upstream is stands in each request. */
final class PortkeyServer {
    /** As it stands in the table. */
    static final String NAME = "portkey";

    /** What has to be said wherever its figures are shown. */
    static final String NOTE = "portkey: @portkey-ai/gateway 1.15.2, one Node process, with hono 4.9.7 and"
            + " @hono/node-server 1.13.5 pinned, as with what they resolve to unpinned every streamed call answers 500";

    private PortkeyServer() {}

    /**
     * Starts it.
     *
     * @param node the Node program
     * @param installed directory that the package is installed in
     */
    static Started start(Path node, Path installed, Path directory, ServerPort upstream)
            throws IOException, InterruptedException {
        ServerPort port = ServerPort.free(Duration.ofSeconds(30));
        List<String> command = List.of(
                node.toString(),
                installed
                        .resolve("node_modules/@portkey-ai/gateway/build/start-server.js")
                        .toString(),
                "--port=" + port.number(),
                "--headless");
        ServerProcess process = ServerProcess.start(
                NAME, command, Map.of("NODE_ENV", "production"), directory.resolve(NAME + ".log"), port);
        Contestant contestant = new Contestant(
                NAME,
                kind -> new Way(
                        URI.create("http://" + port.address() + Way.CHAT),
                        Map.of(
                                "x-portkey-provider",
                                "openai",
                                "x-portkey-custom-host",
                                "http://" + upstream.address() + kind.prefix() + "/v1",
                                "Authorization",
                                "Bearer not-checked-by-the-upstream"),
                        UpstreamServer.MODEL),
                process.handle(),
                null);
        return new Started(process, contestant);
    }
}
