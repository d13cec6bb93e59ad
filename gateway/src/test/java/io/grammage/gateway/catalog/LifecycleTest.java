package io.grammage.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.gateway.catalog.Lifecycle.Stage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private static final Instant PREVIEW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant DEPRECATED = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

    @Test
    void passesFromStageToStageAtItsDates() {
        Lifecycle lifecycle = new Lifecycle(PREVIEW, DEPRECATED, END, null);
        assertThat(lifecycle.stageAt(PREVIEW.minusNanos(1))).isEqualTo(Stage.PREVIEW);
        assertThat(lifecycle.stageAt(PREVIEW)).isEqualTo(Stage.ACTIVE);
        assertThat(lifecycle.stageAt(DEPRECATED.minusNanos(1))).isEqualTo(Stage.ACTIVE);
        assertThat(lifecycle.stageAt(DEPRECATED)).isEqualTo(Stage.DEPRECATED);
        assertThat(lifecycle.stageAt(END.minusNanos(1))).isEqualTo(Stage.DEPRECATED);
        assertThat(lifecycle.stageAt(END)).isEqualTo(Stage.END_OF_LIFE);
        assertThat(Lifecycle.ACTIVE.stageAt(END)).isEqualTo(Stage.ACTIVE);
    }

    @Test
    void refusesDatesOutOfOrderAndASuccessorWithoutAnEnd() {
        assertThatThrownBy(() -> new Lifecycle(null, END, DEPRECATED, null))
                .hasMessage("end_of_life_at: " + DEPRECATED + " (expected: not before deprecated_at " + END + ")");
        assertThatThrownBy(() -> new Lifecycle(END, DEPRECATED, null, null)).hasMessageContaining("preview_until");
        assertThatThrownBy(() -> new Lifecycle(null, null, null, "other")).hasMessageContaining("end_of_life_at");
    }
}
