package io.grammage.gateway.simulator;

import org.jspecify.annotations.Nullable;

/**
 * One data event of a stream.
 *
 * @param choice what it is about, or null
 * @param step which output token of the choice it is, counted from 0; for other events the last one before
 */
record StreamEvent(Kind kind, @Nullable Choice choice, int step) {

    /** What an event tells. */
    enum Kind {
        /** Who speaks. */
        ROLE,
        /** A token of reasoning. */
        REASONING,
        /** The name of the function that is called. */
        TOOL,
        /** A token of the text, the refusal or the arguments. */
        TOKEN,
        /** Why the choice ended. */
        FINISH,
        /** The usage, without a choice. */
        USAGE,
        /** An error object. */
        ERROR,
        /** The end mark, which is no JSON. */
        DONE,
        /** What must not come: an event after the end mark. */
        AFTER_DONE
    }
}
