package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys made and revoked at the command line while the gateway runs. */
class KeysIT {
    @TempDir
    Path data;

    @Test
    void newKeysAreAcceptedAndRevokedOnesRefusedWithinTwoSeconds() throws Exception {
        try (ProductProcess gateway = Product.serve(data)) {
            gateway.baseUrl();
            String created =
                    run("key", "create", "--project", "weighing", "--name", "scales", "--data", data.toString());
            String key = created.lines()
                    .filter(line -> line.startsWith("sk-"))
                    .findFirst()
                    .orElseThrow();
            String id = created.replaceAll("(?s).*Key (\\S+) of project.*", "$1");

            assertThat(statusWithin(gateway, key, 200)).isLessThan(2_500);
            run("key", "revoke", id, "--data", data.toString());
            assertThat(statusWithin(gateway, key, 401)).isLessThan(2_500);
        }
    }

    @Test
    void expiredKeysAreRefused() throws Exception {
        try (ProductProcess gateway = Product.serve(data)) {
            gateway.baseUrl();
            String soon = java.time.Instant.now().plusSeconds(5).toString();
            String created =
                    run("key", "create", "--project", "p", "--name", "n", "--expires", soon, "--data", data.toString());
            String key = created.lines()
                    .filter(line -> line.startsWith("sk-"))
                    .findFirst()
                    .orElseThrow();

            assertThat(statusWithin(gateway, key, 200)).isLessThan(2_500);
            assertThat(statusWithin(gateway, key, 401)).isLessThan(7_000);
        }
    }

    private static String run(String... arguments) {
        try (ProductProcess command = Product.run(arguments)) {
            assertThat(command.await()).as(command.output()).isZero();
            return command.output();
        }
    }

    /** Milliseconds until listing models with the key has the status. */
    private static long statusWithin(ProductProcess gateway, String key, int status) throws InterruptedException {
        long start = System.nanoTime();
        try (Caller caller = new Caller(gateway.baseUrl(), key)) {
            while (caller.get("/v1/models").statusCode() != status) {
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                assertThat(millis).as("milliseconds until status " + status).isLessThan(10_000);
                Thread.sleep(50);
            }
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
