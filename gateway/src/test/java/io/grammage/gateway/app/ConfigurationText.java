package io.grammage.gateway.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grammage.gateway.catalog.UpstreamAddress;
import io.grammage.gateway.config.ConfigException;
import io.grammage.gateway.config.Problem;
import java.nio.file.Path;
import java.util.Map;

/** A configuration in a test: its text, and the variables it sees. */
record ConfigurationText(String text, Map<String, String> environment) {
    static final UpstreamAddress SIMULATOR = new UpstreamAddress(false, "127.0.0.1", 4242, "");

    static ConfigurationText of(String text) {
        return new ConfigurationText(text, Map.of());
    }

    /** A text model {@code m} with one vLLM provider; the argument holds further keys of the provider. */
    static ConfigurationText provider(String keys) {
        return of("models: [{name: m, type: text-generation, providers: [{type: vllm, url: \"http://h\", model_name: u"
                + (keys.isEmpty() ? "" : ", ") + keys + "}]}]\n");
    }

    /** A text model {@code m} with one vLLM provider; the argument holds further keys of the model. */
    static ConfigurationText model(String keys) {
        return of(
                "models: [{name: m, type: text-generation, providers: [{type: vllm, url: \"http://h\", model_name: u}], "
                        + keys + "}]\n");
    }

    Configuration load() {
        return new ConfigurationLoader(environment::get, settings -> SIMULATOR)
                .read("config.yml", text.getBytes(UTF_8), new SecretFiles(Path.of("")));
    }

    /** What is wrong with it, a line each; empty when nothing is. */
    String refusal() {
        try {
            load();
            return "";
        } catch (ConfigException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** What it warns of, a line each. */
    String warnings() {
        return String.join(
                "\n", load().warnings().stream().map(Problem::toString).toList());
    }
}
