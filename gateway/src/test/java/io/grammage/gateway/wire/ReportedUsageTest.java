package io.grammage.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.kernel.TokenCounts;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportedUsageTest {
    @Test
    void readsAllSubCounts() {
        assertThat(read("""
                        {"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150,
                         "prompt_tokens_details": {"cached_tokens": 40, "audio_tokens": 7, "cache_write_tokens": 10, "x": {}},
                         "completion_tokens_details": {"reasoning_tokens": 30, "audio_tokens": 5, "x": [1]},
                         "queue_time": 0.25, "vendor": {"prompt_tokens": 9}}""")).contains(new ReportedUsage(100, 50, 40, 10, 7, 30, 5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'prompt_cache_hit_tokens':40                                            | 40 | 0",
                "'cache_read_input_tokens':41,'cache_creation_input_tokens':9            | 41 | 9",
                "'cache_read_input_tokens':1,'prompt_tokens_details':{'cached_tokens':2} | 2  | 0",
                "'cache_read_input_tokens':1,'prompt_tokens_details':{'cached_tokens':0} | 0  | 0",
                "'prompt_cache_hit_tokens':3,'prompt_tokens_details':null                | 3  | 0",
                "'prompt_cache_hit_tokens':3,'prompt_tokens_details':{'cached_tokens':null} | 3 | 0",
                "'prompt_tokens_details':{'cached_tokens':-1,'cache_write_tokens':'2'}   | 0  | 0",
                "'prompt_tokens_details':[]                                              | 0  | 0"
            })
    void knowsTheSpellingsOfCacheCounts(String members, long cached, long written) {
        Optional<ReportedUsage> usage =
                read("{\"prompt_tokens\":90,\"completion_tokens\":1," + members.replace('\'', '"') + "}");

        assertThat(usage).contains(new ReportedUsage(90, 1, cached, written, 0, 0, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"prompt_tokens\":8,\"total_tokens\":8}                              | 8  | 0",
                "{\"prompt_tokens\":8}                                                 | 8  | 0",
                "{\"total_tokens\":8}                                                  | 8  | 0",
                "{\"prompt_tokens\":8,\"completion_tokens\":null,\"total_tokens\":10}  | 8  | 2",
                "{\"prompt_tokens\":8,\"total_tokens\":3}                              | 8  | 0",
                "{\"completion_tokens\":3,\"total_tokens\":10}                         | 7  | 3",
                "{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0}      | 0  | 0",
                "{\"total_tokens\":0}                                                  | 0  | 0",
                "{\"prompt_tokens\":9007199254740992,\"completion_tokens\":1}          | 9007199254740992 | 1",
                "{\"prompt\\u005ftokens\":5,\"completion_tokens\":6,\"total_tokens\":1}| 5  | 6"
            })
    void completesCounts(String json, long prompt, long completion) {
        assertThat(read(json)).contains(new ReportedUsage(prompt, completion, 0, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "[]",
                "",
                "\"usage\"",
                "12",
                "{\"completion_tokens\":3}",
                "{\"prompt_tokens\":null}",
                "{\"prompt_tokens\":-1,\"completion_tokens\":1}",
                "{\"prompt_tokens\":1.0,\"completion_tokens\":1}",
                "{\"prompt_tokens\":1e3,\"completion_tokens\":1}",
                "{\"prompt_tokens\":\"1\",\"completion_tokens\":1}",
                "{\"prompt_tokens\":true,\"completion_tokens\":1}",
                "{\"prompt_tokens\":[1],\"completion_tokens\":1}",
                "{\"prompt_tokens\":9007199254740993,\"completion_tokens\":1}",
                "{\"prompt_tokens\":99999999999999999999999999,\"completion_tokens\":1}",
                "{\"prompt_tokens\":1,\"completion_tokens\":-1}",
                "{\"prompt_tokens\":1,\"total_tokens\":0.5}",
                "{\"prompt_tokens\":NaN,\"total_tokens\":5}",
                "{\"completion_tokens\":5,\"total_tokens\":4}",
                "{\"prompt_tokens\":1,\"completion_tokens\":1",
                "{\"prompt_tokens\":1,}",
                "{\"prompt_tokens\":1}x"
            })
    void takesNonsenseAsMissing(String json) {
        assertThat(read(json)).isEmpty();
    }

    @Test
    void splitsThePromptIntoDisjointTypes() {
        assertThat(new ReportedUsage(100, 50, 40, 10, 7, 30, 5).toTokenCounts())
                .isEqualTo(new TokenCounts(43, 40, 10, 7, 50, 30));
        assertThat(new ReportedUsage(100, 50, 140, 10, 7, 70, 5).toTokenCounts())
                .isEqualTo(new TokenCounts(0, 100, 0, 0, 50, 50));
        assertThat(new ReportedUsage(100, 50, 40, 70, 7, 0, 0).toTokenCounts())
                .isEqualTo(new TokenCounts(0, 40, 60, 0, 50, 0));
        assertThat(new ReportedUsage(100, 50, 40, 50, 70, 0, 0).toTokenCounts())
                .isEqualTo(new TokenCounts(0, 40, 50, 10, 50, 0));
    }

    @Test
    void neverGainsOrLosesATokenBySplitting() {
        Random random = new Random(11);
        for (int i = 0; i < 10_000; i++) {
            long[] counts = random.longs(7, 0, 20).toArray();
            TokenCounts split = new ReportedUsage(
                            counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6])
                    .toTokenCounts();
            if (split.prompt() != counts[0] || split.output() != counts[1] || split.reasoning() > split.output()) {
                throw new AssertionError(split + " of " + java.util.Arrays.toString(counts));
            }
        }
    }

    private static Optional<ReportedUsage> read(String json) {
        byte[] bytes = json.getBytes(UTF_8);
        return ReportedUsage.read(bytes, 0, bytes.length);
    }
}
