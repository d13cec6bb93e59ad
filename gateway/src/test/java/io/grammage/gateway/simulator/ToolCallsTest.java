package io.grammage.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tool calls and structured answers over real HTTP. */
class ToolCallsTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String TOOLS = """
            {"model":"m","messages":[{"role":"user","content":"Weather?"}%s],"tools":[
              {"type":"function","function":{"name":"time","parameters":{"type":"object","properties":{}}}},
              {"type":"function","function":{"name":"weather","parameters":{"type":"object",
                "properties":{"city":{"enum":["Zürich"]},"days":{"type":"integer"}},"required":["city","days"]}}}]%s}""";
    private static RunningSimulator simulator;

    @BeforeAll
    static void start() {
        simulator = new RunningSimulator(SimulatorOptions.defaults());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void callsTheFirstTool() throws Exception {
        JsonNode choice = simulator.json(CHAT, TOOLS.formatted("", "")).at("/choices/0");

        assertThat(choice.path("finish_reason").asString()).isEqualTo("tool_calls");
        assertThat(choice.at("/message/content").isNull()).isTrue();
        assertThat(choice.at("/message/tool_calls/0/type").asString()).isEqualTo("function");
        assertThat(choice.at("/message/tool_calls/0/function/name").asString()).isEqualTo("time");
        assertThat(choice.at("/message/tool_calls/0/function/arguments").asString())
                .isEqualTo("{}");
    }

    @Test
    void callsTheToolThatIsChosenAndStreamsItsArguments() throws Exception {
        String chosen = ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}";
        JsonNode answer = simulator.json(CHAT, TOOLS.formatted("", chosen));
        List<String> events = simulator.events(CHAT, TOOLS.formatted("", chosen + ",\"stream\":true"));

        JsonNode call = answer.at("/choices/0/message/tool_calls/0");
        String arguments = call.at("/function/arguments").asString();
        assertThat(Json.MAPPER.readTree(arguments).path("city").asString()).isEqualTo("Zürich");
        assertThat(Json.MAPPER.readTree(arguments).path("days").isIntegralNumber())
                .isTrue();
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(Math.ceilDiv(arguments.length(), 4));
        JsonNode opening = Json.MAPPER.readTree(events.get(1)).at("/choices/0/delta/tool_calls/0");
        assertThat(opening.path("id")).isEqualTo(call.path("id"));
        assertThat(opening.at("/function/name").asString()).isEqualTo("weather");
        StringBuilder streamed = new StringBuilder();
        for (String event : events.subList(2, events.size() - 2)) {
            JsonNode delta = Json.MAPPER.readTree(event).at("/choices/0/delta/tool_calls/0");
            assertThat(delta.path("index").asInt(-1)).isZero();
            streamed.append(delta.at("/function/arguments").asString());
        }
        assertThat(streamed.toString()).isEqualTo(arguments);
        assertThat(events.get(events.size() - 2)).contains("\"finish_reason\":\"tool_calls\"");
    }

    @Test
    void answersInWordsAfterAToolResultOrWhenToolsAreBarred() throws Exception {
        String result = ",{\"role\":\"tool\",\"tool_call_id\":\"x\",\"content\":\"sunny\"}";
        JsonNode after = simulator.json(CHAT, TOOLS.formatted(result, "")).at("/choices/0");
        JsonNode barred = simulator
                .json(CHAT, TOOLS.formatted("", ",\"tool_choice\":\"none\""))
                .at("/choices/0");

        assertThat(after.at("/message/content").asString()).startsWith("This is a simulated answer.");
        assertThat(after.path("finish_reason").asString()).isEqualTo("stop");
        assertThat(barred.at("/message/content").asString()).startsWith("This is a simulated answer.");
    }

    @Test
    void refusesAToolThatIsNotThere() throws Exception {
        String chosen = ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"news\"}}";

        assertThat(simulator.post(CHAT, TOOLS.formatted("", chosen)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void answersInJson() throws Exception {
        String format = """
                {"model":"m","messages":[{"role":"user","content":"x"}],"response_format":%s}""";
        String schema = """
                {"type":"json_schema","json_schema":{"name":"s","strict":true,"schema":{"type":"object",
                "required":["ok"],"properties":{"ok":{"type":"boolean"}}}}}""";
        String content = simulator
                .json(CHAT, format.formatted(schema))
                .at("/choices/0/message/content")
                .asString();
        String any = simulator
                .json(CHAT, format.formatted("{\"type\":\"json_object\"}"))
                .at("/choices/0/message/content")
                .asString();

        assertThat(Json.MAPPER.readTree(content).path("ok").isBoolean()).isTrue();
        assertThat(Json.MAPPER.readTree(any).path("answer").asString()).isEqualTo("This is a simulated answer.");
        assertThat(simulator
                        .post(CHAT, format.formatted("{\"type\":\"json_schema\"}"))
                        .statusCode())
                .isEqualTo(400);
    }
}
