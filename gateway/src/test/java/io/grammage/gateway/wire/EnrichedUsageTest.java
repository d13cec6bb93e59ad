package io.grammage.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grammage.gateway.kernel.TokenCounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnrichedUsageTest {
    private static final byte[] OURS = "\"cost\":1,\"carbon\":{}".getBytes(UTF_8);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                | {\"cost\":1,\"carbon\":{}}",
                "{\"a\":1}                                         | {\"a\":1,\"cost\":1,\"carbon\":{}}",
                "{ \"a\" : 1 ,\"b\":{\"cost\": 2} }                | {\"a\" : 1,\"b\":{\"cost\": 2},\"cost\":1,\"carbon\":{}}",
                "{\"cost\":9}                                      | {\"cost\":1,\"carbon\":{}}",
                "{\"cost\":9,\"a\":\"\\u00e9\",\"\\u0063arbon\":[]} | {\"a\":\"\\u00e9\",\"cost\":1,\"carbon\":{}}",
                "{\"impacts\":{},\"footprint\":1,\"a\":1e5,\"cost\":null} | {\"a\":1e5,\"cost\":1,\"carbon\":{}}",
                "{\"a\":1,\"a\":2,\"costs\":3}                     | {\"a\":1,\"a\":2,\"costs\":3,\"cost\":1,\"carbon\":{}}"
            })
    void keepsTheProvidersMembersAndAppendsOurs(String usage, String expected) {
        byte[] bytes = usage.getBytes(UTF_8);

        assertThat(EnrichedUsage.of(bytes, 0, bytes.length, OURS))
                .asString(UTF_8)
                .isEqualTo(expected);
    }

    @Test
    void takesNoMembersToo() {
        byte[] bytes = "{\"a\": 1, \"cost\": 2}".getBytes(UTF_8);

        assertThat(EnrichedUsage.of(bytes, 0, bytes.length, new byte[0]))
                .asString(UTF_8)
                .isEqualTo("{\"a\": 1}");
    }

    @Test
    void statesCountsWhereTheProviderDidNot() {
        assertThat(EnrichedUsage.of(new TokenCounts(1, 2, 3, 4, 50, 5), OURS))
                .asString(UTF_8)
                .isEqualTo("{\"prompt_tokens\":10,\"completion_tokens\":50,\"total_tokens\":60,"
                        + "\"cost\":1,\"carbon\":{}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{", "{\"a\"}", "[]", "{} {}"})
    void refusesWhatIsNoObject(String usage) {
        byte[] bytes = usage.getBytes(UTF_8);

        assertThatIllegalArgumentException().isThrownBy(() -> EnrichedUsage.of(bytes, 0, bytes.length, OURS));
    }
}
