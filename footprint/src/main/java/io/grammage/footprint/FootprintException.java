package io.grammage.footprint;

import java.io.Serial;

/** A value that no footprint can be computed from. The message names the value and what was expected instead. */
public final class FootprintException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    public FootprintException(String message) {
        super(message);
    }
}
