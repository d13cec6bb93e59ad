package io.grammage.gateway.ledger;

import org.jspecify.annotations.Nullable;

/** Bytes that should be a usage record and are not one. The message says what was found and what was expected. */
public final class CorruptRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CorruptRecordException(String message) {
        this(message, null);
    }

    CorruptRecordException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
