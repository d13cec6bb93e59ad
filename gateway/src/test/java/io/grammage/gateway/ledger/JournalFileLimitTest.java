package io.grammage.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.ledger.testing.ChildJvm;
import io.grammage.gateway.ledger.testing.UsageRecords;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process whose system refuses to write further segments: {@code ulimit -f}, as {@code EFBIG} and {@code SIGXFSZ}. */
@Timeout(120)
class JournalFileLimitTest {
    private static final JournalSettings SETTINGS = new JournalSettings(Durability.BEFORE_RESPONSE, 1 << 20, 64L << 20);
    private static final int RESERVED = 500;

    @Test
    void refusesNewCallsWhileTheLimitHoldsAndTakesThemAgainAfterwards(@TempDir Path data) throws Exception {
        // Leaves two spares, which the limited process finds.
        Journal.open(data, SETTINGS, Clock.system()).close();
        List<String> limited = List.of("bash", "-c", "ulimit -S -f 512; exec \"$@\"", "limited");
        try (ChildJvm child = ChildJvm.start(limited, Limited.class, data.toString())) {
            child.awaitLine("refused: The usage ledger can reserve no further space on its disk");
            child.awaitLine("reserve: " + RESERVED + " durable");
            child.awaitLine("accepting");
            assertThat(child.exitCode()).isZero();
            String appended = child.lines().getLast();
            try (Journal journal = Journal.open(data, SETTINGS, Clock.system())) {
                assertThat("appended: " + journal.status().undrainedRecords()).isEqualTo(appended);
            }
        }
    }

    /** Appends until new calls are refused, appends what open calls would, lifts the limit, and goes on. */
    static final class Limited {
        private static final PrintStream OUT =
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII);
        private static final int RLIMIT_FSIZE = 1;
        private static long appended;

        private Limited() {}

        public static void main(String[] arguments) throws Throwable {
            UsageRecords records = new UsageRecords(6);
            try (Journal journal = Journal.open(Path.of(arguments[0]), SETTINGS, Clock.system())) {
                OUT.println("refused: " + appendUntilRefused(journal, records));
                append(journal, records.list(RESERVED));
                OUT.println("reserve: " + RESERVED + " durable");
                liftLimit();
                while (!journal.status().accepting()) {
                    TimeUnit.MILLISECONDS.sleep(10);
                }
                journal.checkAccepting();
                OUT.println("accepting");
                append(journal, records.list(RESERVED));
                OUT.println("appended: " + appended);
            }
        }

        private static String appendUntilRefused(Journal journal, UsageRecords records) throws InterruptedException {
            while (true) {
                String refusal = journal.status().refusal();
                if (refusal == null) {
                    append(journal, records.list(100));
                } else if (refusal.contains("waiting for its disk")) {
                    // The next segment is being asked for, and not refused yet.
                    TimeUnit.MILLISECONDS.sleep(1);
                } else {
                    return refusal;
                }
            }
        }

        private static void append(Journal journal, List<UsageRecord> records) {
            records.stream()
                    .map(record -> journal.append(record, Runnable::run))
                    .toList()
                    .forEach(stage -> stage.toCompletableFuture().join());
            appended += records.size();
        }

        @SuppressWarnings("restricted")
        private static void liftLimit() throws Throwable {
            MethodHandle setrlimit = Linker.nativeLinker()
                    .downcallHandle(
                            Linker.nativeLinker().defaultLookup().findOrThrow("setrlimit"),
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment unlimited = arena.allocateFrom(ValueLayout.JAVA_LONG, -1L, -1L);
                int result = (int) setrlimit.invokeExact(RLIMIT_FSIZE, unlimited);
                if (result != 0) {
                    throw new IllegalStateException("setrlimit: " + result + " (expected: 0)");
                }
            }
        }
    }
}
