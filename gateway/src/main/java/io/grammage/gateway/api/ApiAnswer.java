package io.grammage.gateway.api;

import java.util.Map;

/**
 * An answer of the API.
 *
 * @param headers besides content type and request id
 */
public record ApiAnswer(int status, String contentType, Map<String, String> headers, ApiBody body) {
    static final String JSON = "application/json";

    public ApiAnswer {
        headers = Map.copyOf(headers);
    }

    /** A value as JSON. */
    public static ApiAnswer json(int status, Object value) {
        return new ApiAnswer(status, JSON, Map.of(), ApiBody.of(ApiJson.text(value)));
    }

    /** A value as JSON with status 200. */
    public static ApiAnswer json(Object value) {
        return json(200, value);
    }
}
