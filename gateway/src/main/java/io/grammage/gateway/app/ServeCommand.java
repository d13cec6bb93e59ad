package io.grammage.gateway.app;

import io.grammage.gateway.config.Environment;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the gateway. */
@Command(
        name = "serve",
        description = "Runs the gateway; without a configuration, with the models of the built-in simulator.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--config", description = "Configuration file; changes to it are followed.")
    private @Nullable Path config;

    @Option(names = "--host", description = "Address to listen on; loopback unless the configuration says otherwise.")
    private @Nullable String host;

    @Option(
            names = "--port",
            description = "Port to listen on, 0 for any; 8080 unless the configuration says otherwise.")
    private @Nullable Integer port;

    @Option(names = "--data", description = "Data directory; ./data unless the configuration says otherwise.")
    private @Nullable Path data;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        ServeOptions options = new ServeOptions(config, host, port, data);
        GatewayServer server = GatewayServer.start(options, Environment.system());
        server.firstKey().ifPresent(key -> {
            out.println("The data directory was empty: made organization 'default', project 'default' and this key,");
            out.println("which is shown only now:");
            out.println();
            out.println("    " + key.text().reveal());
            out.println();
        });
        out.println("Listening on " + server.url());
        out.flush();
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            stopped.countDown();
        }));
        stopped.await();
        return 0;
    }
}
