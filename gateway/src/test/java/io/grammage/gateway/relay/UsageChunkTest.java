package io.grammage.gateway.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UsageChunkTest {
    private static final String USAGE = "{\"prompt_tokens\":1,\"cost\":0.10}";

    @Test
    void looksLikeTheOtherChunksOfItsStream() {
        assertThat(chunk("{\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"created\":17,\"model\":\"upstream\","
                        + "\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"system_fingerprint\":\"f\"}"))
                .isEqualTo("{\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"created\":17,\"model\":\"public\","
                        + "\"choices\":[],\"usage\":" + USAGE + "}");
    }

    @Test
    void doesWithoutThemToo() {
        String alone = "{\"model\":\"public\",\"choices\":[],\"usage\":" + USAGE + "}";
        assertThat(chunk(null)).isEqualTo(alone);
        assertThat(chunk("{}")).isEqualTo(alone);
        assertThat(chunk("{\"id\":")).isEqualTo(alone);
        assertThat(chunk("[1]")).isEqualTo(alone);
    }

    private static String chunk(@Nullable String other) {
        byte[] data = UsageChunk.of(other == null ? null : other.getBytes(UTF_8), "public", USAGE.getBytes(UTF_8));
        return new String(data, UTF_8);
    }
}
