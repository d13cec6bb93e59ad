package io.grammage.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class KnobsTest {

    @Test
    void listsEveryKnobInTheHelp() {
        for (Knob knob : Knob.values()) {
            assertThat(Knob.help()).contains("  " + knob.label() + " ").contains(knob.meaning());
            assertThat(knob.header()).isEqualTo("x-simulator-" + knob.label());
            assertThat(Knob.fromLabel(knob.label())).contains(knob);
            assertThat(knob.syntax()).isNotEmpty();
        }
    }

    @Test
    void refusesValuesThatAKnobDoesNotTake() {
        assertRefused("ttft-ms", "soon", "x-simulator-ttft-ms: soon (expected: 0..600000)");
        assertRefused("ttft-ms", "600001", "x-simulator-ttft-ms: 600001 (expected: 0..600000)");
        assertRefused("ttft-ms", "-1", "x-simulator-ttft-ms: -1 (expected: 0..600000)");
        assertRefused("tokens-per-second", "1e3", "(expected: 0..1000000, decimals allowed)");
        assertRefused("gzip", "maybe", "x-simulator-gzip: maybe (expected: true or false)");
        assertRefused("usage", "none", "(expected: with-nulls | separate | last | cumulative | zero | missing)");
        assertRefused("status", "200", "(expected: 400..599[;retry-after=SECONDS][;code=CODE])");
        assertRefused("status", "429;retry", "(expected: 400..599[;retry-after=SECONDS][;code=CODE])");
        assertRefused("answer-header", "no colon", "(expected: name: value)");
        assertRefused("attempts", "0", "(expected: numbers with commas between them, for example 1,2)");
        assertRefused("text", " ", "(expected: text of at most 1000000 characters)");
        assertRefused("error-event", "last", "(expected: 1..1000000 or first)");
    }

    @Test
    void refusesKnobsThatDoNotExist() {
        assertThatThrownBy(() -> Knobs.of(Map.of("speed", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("knob: speed (expected: one that \"grammage simulate --help\" lists)");
        assertThatThrownBy(() -> SimulatorOptions.defaults().turning(Knob.TTFT_MS, "soon"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsBodyAndHeadersAndPrefersTheHeader() {
        JsonNode body = Json.MAPPER.readTree("{\"simulator\":{\"ttft-ms\":5,\"gzip\":true,\"text\":\"a b\"}}");
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("X-Simulator-TTFT-ms", "7");
        Knobs knobs = Knobs.forRequest(Knobs.of(Map.of("ttft-ms", "1", "chunked", "")), headers, body, 0);

        assertThat(knobs.number(Knob.TTFT_MS, 0)).isEqualTo(7);
        assertThat(knobs.isOn(Knob.GZIP)).isTrue();
        assertThat(knobs.isOn(Knob.CHUNKED)).isTrue();
        assertThat(knobs.isOn(Knob.REFUSAL)).isFalse();
        assertThat(knobs.value(Knob.TEXT, String.class)).isEqualTo("a b");
    }

    @Test
    void refusesABodyMemberThatIsNoTableOfKnobs() {
        MultiMap none = MultiMap.caseInsensitiveMultiMap();
        for (String body : new String[] {
            "{\"simulator\":1}", "{\"simulator\":{\"ttft-ms\":null}}", "{\"simulator\":{\"ttft-ms\":[1]}}"
        }) {
            assertThatThrownBy(() -> Knobs.forRequest(Knobs.NONE, none, Json.MAPPER.readTree(body), 0))
                    .as(body)
                    .isInstanceOf(Refusal.class)
                    .hasMessageStartingWith("simulator");
        }
    }

    @Test
    void countsOnlyOnTheAttemptsThatItNames() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("x-simulator-status", "500")
                .add("x-simulator-attempts", "1,3");
        Knobs everywhere = Knobs.of(Map.of("ttft-ms", "4"));

        assertThat(Knobs.forRequest(everywhere, headers, null, 0).has(Knob.STATUS))
                .isTrue();
        assertThat(Knobs.forRequest(everywhere, headers, null, 1).has(Knob.STATUS))
                .isTrue();
        assertThat(Knobs.forRequest(everywhere, headers, null, 2).has(Knob.STATUS))
                .isFalse();
        assertThat(Knobs.forRequest(everywhere, headers, null, 2).number(Knob.TTFT_MS, 0))
                .isEqualTo(4);
        assertThat(Knobs.forRequest(everywhere, headers, null, 3).has(Knob.STATUS))
                .isTrue();
    }

    private static void assertRefused(String label, String value, String message) {
        assertThatThrownBy(() -> Knobs.of(Map.of(label, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
