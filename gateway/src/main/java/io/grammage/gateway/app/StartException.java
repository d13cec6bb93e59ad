package io.grammage.gateway.app;

import org.jspecify.annotations.Nullable;

/** The program cannot start or a command cannot do its work, for a reason that its message tells a person. */
final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
