package io.grammage.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ErrorBodyTest {
    @Test
    void hasTheFormOfTheOpenAiApiAndDetail() {
        byte[] body =
                ErrorBody.bytes(new GatewayException(ErrorCode.MODEL_NOT_FOUND, "No model \"x\\y\".").about("model"));

        assertThat(new String(body, StandardCharsets.UTF_8))
                .isEqualTo("{\"error\":{\"message\":\"No model \\\"x\\\\y\\\".\",\"type\":\"invalid_request_error\","
                        + "\"param\":\"model\",\"code\":\"model_not_found\"},\"detail\":\"No model \\\"x\\\\y\\\".\"}");
    }

    @Test
    void isJsonWhateverTheMessageHolds() {
        StringBuilder message = new StringBuilder("é€🙂");
        for (char c = 0; c < 0x2030; c++) {
            message.append(c);
        }
        JsonNode tree = JsonMapper.shared().readTree(ErrorBody.bytes(ErrorCode.INTERNAL, message.toString(), null));

        assertThat(tree.path("detail").asString()).isEqualTo(message.toString());
        assertThat(tree.path("error").path("message").asString()).isEqualTo(message.toString());
        assertThat(tree.path("error").path("param").isNull()).isTrue();
        assertThat(tree.path("error").path("code").asString()).isEqualTo("internal_error");
    }

    @Test
    void replacesHalfASurrogatePair() {
        JsonNode tree = JsonMapper.shared().readTree(ErrorBody.bytes(ErrorCode.INTERNAL, "a\ud83db", "\udc00"));

        assertThat(tree.path("detail").asString()).isEqualTo("a?b");
        assertThat(tree.path("error").path("param").asString()).isEqualTo("?");
    }
}
