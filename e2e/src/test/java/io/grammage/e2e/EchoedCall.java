package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an answer of {@link EchoUpstream} says after it came through the gateway, plain or streamed.
 *
 * @param model as the gateway names it; a stream in which events name several fails
 * @param upstreamModel as the provider was asked for it
 */
record EchoedCall(String id, String model, String upstreamModel, BigDecimal cost) {
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static EchoedCall of(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        String id = response.headers().firstValue("x-request-id").orElseThrow();
        boolean stream =
                response.headers().firstValue("content-type").orElseThrow().startsWith("text/event-stream");
        return stream ? streamed(id, response.body()) : plain(id, EXACT.readTree(response.body()));
    }

    private static EchoedCall plain(String id, JsonNode answer) {
        return new EchoedCall(
                id,
                answer.path("model").asString(),
                answer.at("/choices/0/message/content").asString(),
                cost(answer));
    }

    private static EchoedCall streamed(String id, String body) {
        assertThat(body).endsWith("data: [DONE]\n\n");
        List<JsonNode> events = new ArrayList<>();
        body.lines()
                .filter(line -> line.startsWith("data: {"))
                .forEach(line -> events.add(EXACT.readTree(line.substring(6))));
        assertThat(events).hasSize(3);
        assertThat(events.stream().map(event -> event.path("model").asString()).distinct())
                .hasSize(1);
        return new EchoedCall(
                id,
                events.getFirst().path("model").asString(),
                events.getFirst().at("/choices/0/delta/content").asString(),
                cost(events.getLast()));
    }

    private static BigDecimal cost(JsonNode withUsage) {
        JsonNode usage = withUsage.path("usage");
        assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(EchoUpstream.PROMPT_TOKENS);
        assertThat(usage.path("completion_tokens").asInt()).isEqualTo(EchoUpstream.COMPLETION_TOKENS);
        return usage.path("cost").decimalValue();
    }
}
