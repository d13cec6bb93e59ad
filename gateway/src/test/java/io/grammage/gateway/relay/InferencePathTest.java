package io.grammage.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.kernel.Endpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InferencePathTest {
    @Test
    void knowsEveryEndpointInBothForms() {
        for (Endpoint endpoint : Endpoint.values()) {
            assertThat(InferencePath.parse(endpoint.path())).isEqualTo(new InferencePath(endpoint, null));
            assertThat(InferencePath.parse("/p-1" + endpoint.path())).isEqualTo(new InferencePath(endpoint, "p-1"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "/7f0c5f8e-0000-4000-8000-000000000000/v1/embeddings, 7f0c5f8e-0000-4000-8000-000000000000",
                "/not%20a%20project/v1/embeddings, not%20a%20project",
                "/v1x/v1/embeddings, v1x",
                "//v1/embeddings, ''",
            })
    void givesTheProjectAsItWasWritten(String path, @Nullable String project) {
        assertThat(InferencePath.parse(path)).isEqualTo(new InferencePath(Endpoint.EMBEDDINGS, project));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/v1",
                "/v1/",
                "/v1/models",
                "/v1/chat",
                "/v1/chat/completions/",
                "/v1/Chat/completions",
                "/V1/chat/completions",
                "/v1/chat/completionss",
                "/v2/chat/completions",
                "v1/chat/completions",
                "/a/b/v1/chat/completions",
                "/v1/v1/chat/completions",
                "/p/v1//chat/completions",
                "*",
            })
    void leavesOtherPathsAlone(String path) {
        assertThat(InferencePath.parse(path)).isNull();
    }
}
