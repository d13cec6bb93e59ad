package io.grammage.gateway.kernel;

/**
 * Every refusal the gateway can give. Number and code are stable: reports and alerts count by them, and a change is a
 * breaking change of the API.
 */
public enum ErrorCode {
    MALFORMED_JSON(1001, Type.CALLER, 400, "invalid_request_error", "malformed_json"),
    INVALID_REQUEST(1002, Type.CALLER, 400, "invalid_request_error", "invalid_request"),
    DUPLICATE_KEY(1003, Type.CALLER, 400, "invalid_request_error", "duplicate_key"),
    MISSING_MODEL(1004, Type.CALLER, 400, "invalid_request_error", "missing_model"),
    WRONG_MODEL_TYPE(1005, Type.CALLER, 400, "invalid_request_error", "wrong_model_type"),
    MODEL_NOT_FOUND(1006, Type.CALLER, 404, "invalid_request_error", "model_not_found"),
    MODEL_RETIRED(1007, Type.CALLER, 404, "invalid_request_error", "model_retired"),
    BODY_TOO_LARGE(1008, Type.CALLER, 413, "invalid_request_error", "body_too_large"),
    ENCODED_BODY(1009, Type.CALLER, 415, "invalid_request_error", "encoded_body"),
    UNKNOWN_ROUTE(1010, Type.CALLER, 404, "invalid_request_error", "unknown_route"),
    METHOD_NOT_ALLOWED(1011, Type.CALLER, 405, "invalid_request_error", "method_not_allowed"),
    INVALID_API_KEY(1012, Type.CALLER, 401, "authentication_error", "invalid_api_key"),
    PROJECT_FORBIDDEN(1013, Type.CALLER, 403, "permission_error", "project_forbidden"),
    MISSING_SCOPE(1014, Type.CALLER, 403, "permission_error", "missing_scope"),
    REQUEST_TIMEOUT(1015, Type.CALLER, 408, "invalid_request_error", "request_timeout"),
    NOT_FOUND(1016, Type.CALLER, 404, "invalid_request_error", "not_found"),
    CONFLICT(1017, Type.CALLER, 409, "invalid_request_error", "conflict"),

    LEDGER_UNAVAILABLE(2001, Type.CAPACITY, 503, "server_error", "ledger_unavailable"),
    OVERLOADED(2002, Type.CAPACITY, 503, "server_error", "overloaded"),
    SHUTTING_DOWN(2003, Type.CAPACITY, 503, "server_error", "shutting_down"),

    PROVIDERS_UNAVAILABLE(3001, Type.UPSTREAM, 503, "server_error", "providers_unavailable"),
    PROVIDER_REFUSED(3002, Type.UPSTREAM, 502, "server_error", "provider_refused"),
    PROVIDER_RATE_LIMITED(3003, Type.UPSTREAM, 429, "rate_limit_error", "provider_rate_limited"),
    PROVIDER_BROKEN(3004, Type.UPSTREAM, 502, "server_error", "provider_broken"),

    INTERNAL(9001, Type.INTERNAL, 500, "server_error", "internal_error");

    /** Whose turn it is to act. */
    public enum Type {
        CALLER,
        UPSTREAM,
        CAPACITY,
        INTERNAL
    }

    private final int number;
    private final Type type;
    private final int httpStatus;
    private final String wireType;
    private final String code;

    ErrorCode(int number, Type type, int httpStatus, String wireType, String code) {
        this.number = number;
        this.type = type;
        this.httpStatus = httpStatus;
        this.wireType = wireType;
        this.code = code;
    }

    public int number() {
        return number;
    }

    public Type type() {
        return type;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** The {@code type} of the error body, in the OpenAI format. */
    public String wireType() {
        return wireType;
    }

    /** The {@code code} of the error body. */
    public String code() {
        return code;
    }
}
