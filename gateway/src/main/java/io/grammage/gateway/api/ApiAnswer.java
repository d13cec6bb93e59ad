package io.grammage.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
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

    /**
     * A page that loads nothing and runs no script, and whose policy says so to the browser.
     *
     * @param style the content of its only style element
     */
    public static ApiAnswer page(String style, ApiBody body) {
        Map<String, String> headers = Map.of(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'sha256-" + sha256(style)
                        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                "Referrer-Policy",
                "no-referrer");
        return new ApiAnswer(200, "text/html; charset=utf-8", headers, body);
    }

    /** A file to keep. */
    public static ApiAnswer file(String contentType, String name, ApiBody body) {
        return new ApiAnswer(
                200, contentType, Map.of("Content-Disposition", "attachment; filename=\"" + name + "\""), body);
    }

    /** A value as JSON. */
    public static ApiAnswer json(int status, Object value) {
        return new ApiAnswer(status, JSON, Map.of(), ApiBody.of(ApiJson.text(value)));
    }

    /** A value as JSON with status 200. */
    public static ApiAnswer json(Object value) {
        return json(200, value);
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
