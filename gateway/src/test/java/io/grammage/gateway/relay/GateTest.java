package io.grammage.gateway.relay;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.catalog.Concurrency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final Concurrency TWO = new Concurrency(2, 2, Duration.ofSeconds(1));

    private final Gate gate = new Gate();
    private final List<String> granted = new ArrayList<>();

    @Test
    void hasAsManyPlacesAsItsBound() {
        assertThat(gate.tryEnter(TWO)).isTrue();
        assertThat(gate.tryEnter(TWO)).isTrue();
        assertThat(gate.tryEnter(TWO)).isFalse();
        gate.leave(TWO);
        assertThat(gate.tryEnter(TWO)).isTrue();
        assertThat(gate.inFlight()).isEqualTo(2);
    }

    @Test
    void givesPlacesInTheOrderOfWaiting() {
        fill();
        await("first");
        await("second");
        assertThat(gate.await(TWO, Runnable::run, () -> granted.add("third"))).isNull();
        gate.leave(TWO);
        assertThat(granted).containsExactly("first");
        gate.leave(TWO);
        assertThat(granted).containsExactly("first", "second");
        assertThat(gate.inFlight()).as("both places went on").isEqualTo(2);
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void passesOverWhoGaveUp() {
        fill();
        Gate.Waiter first = await("first");
        await("second");
        assertThat(first.cancel()).isTrue();
        gate.leave(TWO);
        assertThat(granted).containsExactly("second");
        assertThat(first.cancel()).isFalse();
    }

    @Test
    void tellsWhoGivesUpTooLate() {
        fill();
        Gate.Waiter waiter = await("first");
        gate.leave(TWO);
        assertThat(waiter.cancel()).as("the place is the waiter's, to be left").isFalse();
        gate.leave(TWO);
        assertThat(gate.inFlight()).isEqualTo(1);
    }

    @Test
    void closesPlacesWhenTheBoundIsLowered() {
        fill();
        Concurrency one = new Concurrency(1, 2, Duration.ofSeconds(1));
        requireNonNull(gate.await(one, Runnable::run, () -> granted.add("first")));
        gate.leave(one);
        assertThat(granted).isEmpty();
        gate.leave(one);
        assertThat(granted).containsExactly("first");
        assertThat(gate.inFlight()).isEqualTo(1);
    }

    private void fill() {
        assertThat(gate.tryEnter(TWO)).isTrue();
        assertThat(gate.tryEnter(TWO)).isTrue();
    }

    private Gate.Waiter await(String name) {
        return requireNonNull(gate.await(TWO, Runnable::run, () -> granted.add(name)));
    }
}
