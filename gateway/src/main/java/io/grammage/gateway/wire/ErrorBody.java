package io.grammage.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a refusal, in the form of the OpenAI API, with the message once more as {@code detail} for clients of
 * OpenGateLLM.
 */
public final class ErrorBody {
    private ErrorBody() {}

    public static byte[] bytes(GatewayException refusal) {
        return bytes(refusal.code(), refusal.message(), refusal.param());
    }

    /**
     * The body as UTF-8.
     *
     * @param param the field of the request that is to blame, or null
     */
    public static byte[] bytes(ErrorCode code, String message, @Nullable String param) {
        StringBuilder json = new StringBuilder(2 * message.length() + 128);
        json.append("{\"error\":{\"message\":");
        JsonString.append(json, message);
        json.append(",\"type\":");
        JsonString.append(json, code.wireType());
        json.append(",\"param\":");
        if (param == null) {
            json.append("null");
        } else {
            JsonString.append(json, param);
        }
        json.append(",\"code\":");
        JsonString.append(json, code.code());
        json.append("},\"detail\":");
        JsonString.append(json, message);
        return json.append('}').toString().getBytes(UTF_8);
    }
}
