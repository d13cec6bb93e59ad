package io.grammage.gateway.kernel;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A refusal, or a failure that ends a call. The message is shown to the caller: a sentence with the rule, the offending
 * value and what to do, and never a secret or an address inside the operator's network.
 */
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String param;
    private final int retryAfterSeconds;

    public GatewayException(ErrorCode code, String message) {
        this(code, message, null, 0, null);
    }

    public GatewayException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, null, 0, cause);
    }

    private GatewayException(
            ErrorCode code, String message, @Nullable String param, int retryAfterSeconds, @Nullable Throwable cause) {
        // Refusals are answers, not faults: a stack trace would cost more than the refusal itself.
        super(message, cause, false, code.type() == ErrorCode.Type.INTERNAL);
        this.code = requireNonNull(code, "code");
        this.param = param;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** The same refusal, naming the field of the request that is to blame. */
    public GatewayException about(String field) {
        return new GatewayException(code, message(), field, retryAfterSeconds, getCause());
    }

    /** The same refusal, telling the caller to come back after so many seconds. */
    public GatewayException retryAfter(int seconds) {
        return new GatewayException(code, message(), param, seconds, getCause());
    }

    public ErrorCode code() {
        return code;
    }

    public String message() {
        return requireNonNull(getMessage(), "message");
    }

    /** The field of the request that is to blame, or null. */
    public @Nullable String param() {
        return param;
    }

    /** Seconds after which to try again, or 0 where waiting does not help. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
