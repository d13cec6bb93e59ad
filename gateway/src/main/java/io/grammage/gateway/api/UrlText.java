package io.grammage.gateway.api;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Undoes the percent encoding of parts of a URL. */
final class UrlText {
    private UrlText() {}

    /**
     * A name or value of a query, in which a plus sign is a space.
     *
     * @throws GatewayException {@link ErrorCode#INVALID_REQUEST}
     */
    static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new GatewayException(
                    ErrorCode.INVALID_REQUEST,
                    "The URL has a percent sign that is not followed by two hexadecimal digits.",
                    e);
        }
    }

    /**
     * A part of a path, in which a plus sign is itself.
     *
     * @throws GatewayException {@link ErrorCode#INVALID_REQUEST}
     */
    static String decodedPath(String text) {
        return decoded(text.replace("+", "%2B"));
    }
}
