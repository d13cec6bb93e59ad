package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys made and revoked at the command line while the gateway runs. */
class KeysIT {
    /** Two seconds are promised; the rest is for a machine that does other things too. */
    private static final Duration PROMISED = Duration.ofMillis(2_500);

    @TempDir
    Path data;

    @Test
    void newKeysAreAcceptedAndRevokedOnesRefusedWithinTwoSeconds() throws Exception {
        try (ProductProcess gateway = Product.serve(data)) {
            gateway.baseUrl();
            String created = create("--project", "weighing", "--name", "scales");
            String key = key(created);
            String id = created.replaceAll("(?s).*Key (\\S+) of project.*", "$1");

            awaitStatus(gateway, key, 200, Instant.now().plus(PROMISED));
            run("key", "revoke", id, "--data", data.toString());
            awaitStatus(gateway, key, 401, Instant.now().plus(PROMISED));
        }
    }

    @Test
    void aFirstKeyIsMadeOnceAndNeverAgain() {
        try (ProductProcess gateway = Product.serve(data);
                Caller caller = new Caller(gateway.baseUrl(), Product.KEY)) {
            assertThat(caller.get("/v1/models").statusCode()).isEqualTo(200);
        }
        try (ProductProcess gateway = Product.serve(data);
                Caller caller = new Caller(gateway.baseUrl(), Product.KEY)) {
            assertThat(caller.get("/v1/models").statusCode()).isEqualTo(200);
            assertThat(gateway.output()).doesNotContain("sk-");
        }
        assertThat(run("key", "list", "--data", data.toString()).lines().filter(line -> line.contains("bootstrap")))
                .hasSize(1);
    }

    @Test
    void expiredKeysAreRefused() throws Exception {
        try (ProductProcess gateway = Product.serve(data)) {
            gateway.baseUrl();
            Instant soon = Instant.now().plusSeconds(10);
            String key = key(create("--project", "p", "--name", "n", "--expires", soon.toString()));

            awaitStatus(gateway, key, 200, Instant.now().plus(PROMISED));
            awaitStatus(gateway, key, 401, soon.plus(PROMISED));
            assertThat(Instant.now()).isAfter(soon);
        }
    }

    private String create(String... more) {
        String[] arguments = new String[more.length + 4];
        arguments[0] = "key";
        arguments[1] = "create";
        arguments[2] = "--data";
        arguments[3] = data.toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        return run(arguments);
    }

    private static String key(String created) {
        return created.lines()
                .filter(line -> line.startsWith("sk-"))
                .findFirst()
                .orElseThrow();
    }

    private static String run(String... arguments) {
        try (ProductProcess command = Product.run(arguments)) {
            assertThat(command.await()).as(command.output()).isZero();
            return command.output();
        }
    }

    /** Lists models with the key until that has the status, which each request from that moment on must have. */
    private static void awaitStatus(ProductProcess gateway, String key, int status, Instant from)
            throws InterruptedException {
        try (Caller caller = new Caller(gateway.baseUrl(), key)) {
            Instant sent = Instant.now();
            while (caller.get("/v1/models").statusCode() != status) {
                assertThat(sent).as("a request without status %d", status).isBefore(from);
                Thread.sleep(50);
                sent = Instant.now();
            }
        }
    }
}
