package io.grammage.gateway.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From when to when a model is offered, and in which quality.
 *
 * @param previewUntil before this moment the model is a preview; null: it never was one
 * @param deprecatedAt from this moment on the model is deprecated; null: it is not
 * @param endOfLifeAt from this moment on the model no longer serves; null: no end is known
 * @param successor the model that serves its calls after the end, or null when they fail
 */
public record Lifecycle(
        @Nullable Instant previewUntil,
        @Nullable Instant deprecatedAt,
        @Nullable Instant endOfLifeAt,
        @Nullable String successor) {
    /** Active, without any date. */
    public static final Lifecycle ACTIVE = new Lifecycle(null, null, null, null);

    public Lifecycle {
        checkOrder(previewUntil, deprecatedAt, "deprecated_at", "preview_until");
        checkOrder(previewUntil, endOfLifeAt, "end_of_life_at", "preview_until");
        checkOrder(deprecatedAt, endOfLifeAt, "end_of_life_at", "deprecated_at");
        if (successor != null && endOfLifeAt == null) {
            throw new IllegalArgumentException(
                    "successor: " + successor + " (expected: an end_of_life_at from which it takes over)");
        }
    }

    /** The stage at that moment. */
    public Stage stageAt(Instant moment) {
        if (reached(endOfLifeAt, moment)) {
            return Stage.END_OF_LIFE;
        }
        if (reached(deprecatedAt, moment)) {
            return Stage.DEPRECATED;
        }
        return previewUntil != null && moment.isBefore(previewUntil) ? Stage.PREVIEW : Stage.ACTIVE;
    }

    private static boolean reached(@Nullable Instant date, Instant moment) {
        return date != null && !moment.isBefore(date);
    }

    private static void checkOrder(@Nullable Instant earlier, @Nullable Instant later, String name, String bound) {
        if (earlier != null && later != null && later.isBefore(earlier)) {
            throw new IllegalArgumentException(
                    name + ": " + later + " (expected: not before " + bound + " " + earlier + ")");
        }
    }

    /** A part of a model's life. */
    public enum Stage {
        PREVIEW("preview"),
        ACTIVE("active"),
        DEPRECATED("deprecated"),
        END_OF_LIFE("end_of_life");

        private final String wireName;

        Stage(String wireName) {
            this.wireName = wireName;
        }

        /** The name in the API. */
        public String wireName() {
            return wireName;
        }
    }
}
