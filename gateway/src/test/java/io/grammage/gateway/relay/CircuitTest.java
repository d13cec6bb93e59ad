package io.grammage.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.catalog.CircuitBreaker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitTest {
    private static final CircuitBreaker SETTINGS = new CircuitBreaker(4, 2, 50, Duration.ofNanos(100));

    private final Circuit circuit = new Circuit();

    @Test
    void opensWhenTheShareOfFailuresIsReached() {
        assertThat(circuit.failed(SETTINGS, 0)).as("one call means nothing yet").isEqualTo(Circuit.Change.NONE);
        assertThat(circuit.succeeded(SETTINGS)).isEqualTo(Circuit.Change.NONE);
        assertThat(circuit.succeeded(SETTINGS)).isEqualTo(Circuit.Change.NONE);
        assertThat(circuit.isPassable(0)).isTrue();
        assertThat(circuit.failed(SETTINGS, 0)).as("2 of 4").isEqualTo(Circuit.Change.OPENED);
        assertThat(circuit.tryPass(99)).isFalse();
        assertThat(circuit.waitNanos(60)).isEqualTo(40);
    }

    @Test
    void forgetsWhatIsOlderThanItsWindow() {
        circuit.failed(SETTINGS, 0);
        for (int i = 0; i < 4; i++) {
            circuit.succeeded(SETTINGS);
        }
        assertThat(circuit.failed(SETTINGS, 0)).as("1 of the last 4").isEqualTo(Circuit.Change.NONE);
    }

    @Test
    void letsOneCallTryAndClosesWhenItSucceeds() {
        open();
        assertThat(circuit.tryPass(100)).isTrue();
        assertThat(circuit.tryPass(100)).as("only one").isFalse();
        assertThat(circuit.succeeded(SETTINGS)).isEqualTo(Circuit.Change.CLOSED);
        assertThat(circuit.tryPass(100)).isTrue();
        assertThat(circuit.failed(SETTINGS, 100))
                .as("what was before is forgotten")
                .isEqualTo(Circuit.Change.NONE);
    }

    @Test
    void opensAgainWhenTheTryFails() {
        open();
        assertThat(circuit.tryPass(100)).isTrue();
        assertThat(circuit.failed(SETTINGS, 150)).isEqualTo(Circuit.Change.OPENED);
        assertThat(circuit.tryPass(249)).isFalse();
        assertThat(circuit.tryPass(250)).isTrue();
    }

    @Test
    void letsAnotherCallTryWhenTheFirstSaidNothing() {
        open();
        assertThat(circuit.tryPass(100)).isTrue();
        circuit.abandoned();
        assertThat(circuit.tryPass(100)).isTrue();
    }

    @Test
    void doesNotListenToCallsFromBeforeWhileItIsOpen() {
        open();
        assertThat(circuit.succeeded(SETTINGS)).isEqualTo(Circuit.Change.NONE);
        assertThat(circuit.failed(SETTINGS, 90)).isEqualTo(Circuit.Change.NONE);
        assertThat(circuit.tryPass(99)).isFalse();
        assertThat(circuit.tryPass(100))
                .as("the late failure does not keep it open for longer")
                .isTrue();
    }

    @Test
    void takesAWindowOfAllBits() {
        CircuitBreaker wide = new CircuitBreaker(64, 64, 100, Duration.ofNanos(1));
        for (int i = 0; i < 63; i++) {
            assertThat(circuit.failed(wide, 0)).isEqualTo(Circuit.Change.NONE);
        }
        assertThat(circuit.failed(wide, 0)).isEqualTo(Circuit.Change.OPENED);
    }

    private void open() {
        circuit.failed(SETTINGS, 0);
        circuit.failed(SETTINGS, 0);
        assertThat(circuit.tryPass(0)).isFalse();
    }
}
