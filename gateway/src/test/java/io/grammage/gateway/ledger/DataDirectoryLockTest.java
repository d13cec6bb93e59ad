package io.grammage.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.gateway.ledger.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryLockTest {

    @Test
    void keepsADirectoryForOneHolderAtATime(@TempDir Path parent) throws Exception {
        Path data = parent.resolve("data");
        DataDirectoryLock lock = DataDirectoryLock.acquire(data);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> DataDirectoryLock.acquire(data))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by this process")
                    .hasMessageContaining("--data");
        }
        lock.close();
        DataDirectoryLock.acquire(data).close();
    }

    @Test
    void namesTheProcessThatHasTheDirectory(@TempDir Path data) throws Exception {
        try (ChildJvm child = ChildJvm.start(LockHolder.class, data.toString())) {
            child.awaitLine("locked");
            assertThatThrownBy(() -> DataDirectoryLock.acquire(data))
                    .hasMessageContaining("in use by process " + child.pid());
            child.kill();
            DataDirectoryLock.acquire(data).close();
        }
    }

    /** Takes a directory and keeps it until killed. */
    static final class LockHolder {
        private LockHolder() {}

        public static void main(String[] arguments) throws Exception {
            try (DataDirectoryLock _ = DataDirectoryLock.acquire(Path.of(arguments[0]))) {
                System.out.println("locked");
                Thread.currentThread().join();
            }
        }
    }
}
