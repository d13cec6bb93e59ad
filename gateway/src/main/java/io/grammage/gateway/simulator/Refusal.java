package io.grammage.gateway.simulator;

import org.jspecify.annotations.Nullable;

/** A request that is answered with an error in the OpenAI format. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final String code;
    private final @Nullable String parameter;
    private final @Nullable String retryAfter;

    Refusal(
            int status,
            String message,
            @Nullable String code,
            @Nullable String parameter,
            @Nullable String retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.type = typeOf(status);
        this.code = code == null ? codeOf(status) : code;
        this.parameter = parameter;
        this.retryAfter = retryAfter;
    }

    /** A request that makes no sense, because of that parameter. */
    static Refusal invalid(@Nullable String message, String parameter) {
        return new Refusal(400, String.valueOf(message), null, parameter, null);
    }

    int status() {
        return status;
    }

    /** Seconds for the header {@code Retry-After}, or null. */
    @Nullable
    String retryAfter() {
        return retryAfter;
    }

    /** The body: an object {@code error} with message, type, param and code. */
    byte[] body() {
        return Json.bytes(json -> {
            json.writeStartObject().writeObjectPropertyStart("error");
            json.writeStringProperty("message", getMessage());
            json.writeStringProperty("type", type);
            json.writeStringProperty("param", parameter);
            json.writeStringProperty("code", code);
            json.writeEndObject().writeEndObject();
        });
    }

    private static String typeOf(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }

    private static String codeOf(int status) {
        return switch (status) {
            case 400 -> "invalid_request";
            case 401 -> "invalid_api_key";
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 413 -> "body_too_large";
            case 429 -> "rate_limit_exceeded";
            default -> status >= 500 ? "simulated_failure" : "simulated_refusal";
        };
    }
}
