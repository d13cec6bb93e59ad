package io.grammage.footprint.infrastructure;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A kind of node that a dedicated deployment may have.
 *
 * @param name the short name, as deployments are ordered by
 * @param instance the GPU Instance that it is
 * @param gpu the model of its GPUs
 * @param gpus how many it has
 * @param host the kind of machine that it has its share of
 * @param eurosPerHour list price of a node in a dedicated deployment; null where none was found
 */
public record NodeType(
        String name,
        String instance,
        String gpu,
        int gpus,
        String host,
        @Nullable BigDecimal eurosPerHour) {
    static NodeType of(Entry entry) {
        String price = "EUR-per-hour";
        return new NodeType(
                entry.name(),
                entry.text("instance"),
                entry.text("GPU"),
                (int) entry.number("GPUs"),
                entry.text("host"),
                entry.knows(price) ? new BigDecimal(entry.text(price)) : null);
    }

    /** Whether this is its short name, or that of its Instance. */
    boolean named(String wanted) {
        return name.equals(wanted) || instance.equals(wanted);
    }
}
