package io.grammage.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.ledger.JournalStatus;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BillClosingTest {
    private final AtomicReference<Duration> lag = new AtomicReference<>(Duration.ofDays(5));
    private final AtomicInteger rounds = new AtomicInteger();
    private final BillClosing closing =
            new BillClosing(rounds::incrementAndGet, () -> new JournalStatus(1, 100, lag.get(), 3, 0, null));

    /** What a process that was killed left in the journal belongs on the bill, and not on the next one as a correction. */
    @Test
    void waitsForWhatTheStoreDoesNotHaveYet() {
        closing.run();
        assertThat(rounds).hasValue(0);

        lag.set(Duration.ofMinutes(1));
        closing.run();
        assertThat(rounds).hasValue(1);
    }
}
