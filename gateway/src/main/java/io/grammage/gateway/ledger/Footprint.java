package io.grammage.gateway.ledger;

import static java.util.Objects.requireNonNull;

import io.grammage.footprint.Impacts;

/** The impacts of a call, or the reason why there are none. Never a zero in place of "not estimated". */
public sealed interface Footprint {

    /**
     * The impacts were estimated.
     *
     * @param method the id of the method, for example {@code ecologits-0.9}
     */
    record Estimated(String method, Impacts impacts) implements Footprint {
        public Estimated {
            requireNonNull(method, "method");
            requireNonNull(impacts, "impacts");
        }
    }

    /** The impacts were not estimated. */
    record NotEstimated(Reason reason) implements Footprint {
        public NotEstimated {
            requireNonNull(reason, "reason");
        }
    }

    /** Why impacts were not estimated. */
    enum Reason {
        NO_PARAMETERS("no_parameters", "The provider's total parameter count is not configured."),
        NO_OUTPUT("no_output_tokens", "The call generated no tokens, which are what the method weighs."),
        MODEL_TYPE("model_type", "The method does not cover this type of model."),
        FAILED("failed", "The estimate failed; the log says why.");

        private final String wireName;
        private final String sentence;

        Reason(String wireName, String sentence) {
            this.wireName = wireName;
            this.sentence = sentence;
        }

        /** The name in API and store. */
        public String wireName() {
            return wireName;
        }

        /** The reason for a person. */
        public String sentence() {
            return sentence;
        }

        /**
         * The reason of that name.
         *
         * @throws IllegalArgumentException when there is none
         */
        public static Reason fromWire(String name) {
            for (Reason reason : values()) {
                if (reason.wireName.equals(name)) {
                    return reason;
                }
            }
            throw new IllegalArgumentException(
                    "reason: " + name + " (expected: no_parameters, no_output_tokens, model_type or failed)");
        }
    }
}
