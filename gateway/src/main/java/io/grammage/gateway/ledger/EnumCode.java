package io.grammage.gateway.ledger;

import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.UsageUnit;
import java.util.List;

/**
 * The numbers that the constants of an enum have in the journal and in open-call slots: their places in these lists. They
 * never change; new constants go to the end. Immutable.
 */
final class EnumCode<E extends Enum<E>> {
    static final EnumCode<Endpoint> ENDPOINT =
            new EnumCode<>("endpoint", List.of(Endpoint.CHAT_COMPLETIONS, Endpoint.COMPLETIONS, Endpoint.EMBEDDINGS));
    static final EnumCode<Mode> MODE = new EnumCode<>("mode", List.of(Mode.REALTIME, Mode.BATCH));
    static final EnumCode<Outcome> OUTCOME = new EnumCode<>(
            "outcome",
            List.of(
                    Outcome.COMPLETED,
                    Outcome.REJECTED,
                    Outcome.CLIENT_GONE,
                    Outcome.UPSTREAM_FAILED,
                    Outcome.TIMED_OUT,
                    Outcome.INTERRUPTED));
    static final EnumCode<CountSource> COUNT_SOURCE =
            new EnumCode<>("count source", List.of(CountSource.REPORTED, CountSource.ESTIMATED, CountSource.NONE));
    static final EnumCode<UsageUnit> UNIT = new EnumCode<>(
            "unit",
            List.of(
                    UsageUnit.INPUT,
                    UsageUnit.CACHED_INPUT,
                    UsageUnit.CACHE_WRITE,
                    UsageUnit.AUDIO_INPUT,
                    UsageUnit.OUTPUT,
                    UsageUnit.AUDIO_SECOND,
                    UsageUnit.IMAGE,
                    UsageUnit.DOCUMENT));
    static final EnumCode<Footprint.Reason> REASON = new EnumCode<>(
            "reason",
            List.of(
                    Footprint.Reason.NO_PARAMETERS,
                    Footprint.Reason.NO_OUTPUT,
                    Footprint.Reason.MODEL_TYPE,
                    Footprint.Reason.FAILED));

    private final String name;
    private final List<E> constants;

    private EnumCode(String name, List<E> constants) {
        this.name = name;
        this.constants = constants;
    }

    /** The number of a constant. */
    byte of(E constant) {
        int code = constants.indexOf(constant);
        if (code < 0) {
            throw new IllegalArgumentException(name + ": " + constant + " (expected: a constant that has a number)");
        }
        return (byte) code;
    }

    /**
     * The constant of a number.
     *
     * @throws IllegalArgumentException when there is none
     */
    E constant(int code) {
        if (code < 0 || code >= constants.size()) {
            throw new IllegalArgumentException(name + ": " + code + " (expected: 0 to " + (constants.size() - 1) + ")");
        }
        return constants.get(code);
    }
}
