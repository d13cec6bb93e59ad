package io.grammage.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.testing.SampleIdentities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ConsumptionApiTest extends SampledApi {
    private static final String PATH = "/v1/billing/consumption";

    private int status(String key, String query) {
        return as(key, PATH + query).statusCode();
    }

    @Test
    void showsConsumptionAsTheDescriptionSays() {
        ApiSchemas.checkAnswer(PATH, 200, server().get(PATH).body());
        assertThat(server().json(PATH).path("data").size()).isEqualTo(2);
        assertThat(server().get(PATH).body())
                .contains("{\"model\":\"example-35b\",\"tokens\":1443,\"units\":{\"input\":812,\"cached_input\":200,"
                        + "\"output\":431},\"charge\":0.0003804,\"currency\":\"EUR\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            group_by=key | 2 | "key_name":"laptop"
            group_by=provider | 2 | "provider":"example-35b-1"
            group_by=project | 1 | "project_name":"default"
            group_by=day&group_by=model | 2 | "day":"2026-11-21"
            group_by=endpoint | 2 | "endpoint":"/v1/embeddings"
            group_by=mode | 1 | "mode":"realtime"
            group_by=tag | 1 | "tag":"team=docs"
            group_by=tag&group_by=model&group_by=day | 2 | "model":"example-35b"
            group_by=user | 0 | "data":[]
            """)
    void tellsConsumptionApart(String query, int rows, String shown) {
        String answer = server().get(PATH + "?" + query).body();
        assertThat(server().json(PATH + "?" + query).path("data").size())
                .as(answer)
                .isEqualTo(rows);
        assertThat(answer).contains(shown);
        if (rows > 0) {
            long tokens = 0;
            for (JsonNode row : server().json(PATH + "?" + query).path("data")) {
                tokens += row.path("tokens").longValue();
            }
            assertThat(tokens).as("no token is lost").isEqualTo(1_443 + 96);
        }
    }

    @Test
    void writesCsvAsItComes() {
        String csv = server().get(PATH + "?group_by=key&format=csv").body();
        assertThat(csv.lines().findFirst().orElseThrow())
                .isEqualTo(
                        "key,tokens,input,cached_input,cache_write,audio_input,output,audio_second,image,document,charge,currency");
        assertThat(csv.lines()).hasSize(3);
    }

    @Test
    void aKeyOfAProjectSeesItsOwnAndNeitherUsersNorTags() {
        String key = SampleIdentities.READING_KEY;
        assertThat(status(key, "")).isEqualTo(200);
        assertThat(status(key, "?project_id=" + SampleIdentities.OTHER_PROJECT)).isEqualTo(403);
        assertThat(status(key, "?group_by=tag")).isEqualTo(400);
        assertThat(status(SampleIdentities.KEY, "?group_by=user&group_by=key")).isEqualTo(400);
        assertThat(status(SampleIdentities.KEY, "?group_by=user&group_by=tag")).isEqualTo(400);
        assertThat(status(SampleIdentities.KEY, "?group_by=colour")).isEqualTo(400);
        assertThat(status(SampleIdentities.KEY, "?format=xml")).isEqualTo(400);
    }
}
