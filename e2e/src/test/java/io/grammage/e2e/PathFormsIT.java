package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every path under {@code /v1} with and without a project, for the key of the project and for one of another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PathFormsIT {
    private ProductProcess gateway;
    private Caller caller;
    private Caller other;
    private String project;
    private String otherProject;

    @BeforeAll
    void start(@TempDir Path data) {
        gateway = Product.serve(data);
        caller = new Caller(gateway.baseUrl(), Product.KEY);
        String otherKey = run("key", "create", "--project", "other", "--name", "n", "--data", data.toString())
                .lines()
                .filter(line -> line.startsWith("sk-"))
                .findFirst()
                .orElseThrow();
        other = new Caller(gateway.baseUrl(), otherKey);
        String keys = run("key", "list", "--data", data.toString());
        project = projectOf(keys, Product.KEY);
        otherProject = projectOf(keys, otherKey);
        assertThat(project).isNotEqualTo(otherProject);
        other.awaitKey();
    }

    private static String run(String... arguments) {
        try (ProductProcess command = Product.run(arguments)) {
            assertThat(command.await()).as(command.output()).isZero();
            return command.output();
        }
    }

    /** The second column of the key's line; the fourth is how the key ends. */
    private static String projectOf(String keys, String key) {
        return keys.lines()
                .map(line -> line.split("\t"))
                .filter(columns -> columns.length > 3 && key.endsWith(columns[3]))
                .findFirst()
                .orElseThrow()[1];
    }

    @AfterAll
    void stop() {
        caller.close();
        other.close();
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/chat/completions | {"model":"simulated-small","messages":[{"role":"user","content":"x"}]}
            /v1/completions      | {"model":"simulated-small","prompt":"x"}
            /v1/embeddings       | {"model":"simulated-embeddings","input":"x"}
            """)
    void callsAreTakenInBothForms(String path, String body) {
        for (String prefix : List.of("", "/" + project)) {
            HttpResponse<String> response = caller.post(prefix + path, body);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            String id = response.headers().firstValue("x-request-id").orElseThrow();
            assertThat(caller.record(id).path("endpoint").asString()).isEqualTo(path);
        }
        assertForbidden(caller.post("/" + otherProject + path, body));
        assertForbidden(other.post("/" + project + path, body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/models", "/v1/models/simulated-small", "/v1/usage", "/v1/usage/records", "/v1/me/usage"})
    void dataIsShownInBothForms(String path) {
        for (String prefix : List.of("", "/" + project)) {
            assertThat(caller.get(prefix + path).statusCode()).isEqualTo(200);
        }
        assertForbidden(caller.get("/" + otherProject + path));
        assertForbidden(other.get("/" + project + path));
    }

    @Test
    void aProjectSeesItsOwnCallsOnly() {
        HttpResponse<String> ours = caller.post(Caller.CHAT, Caller.chat("simulated-small", "ours"));
        HttpResponse<String> theirs = other.post(Caller.CHAT, Caller.chat("simulated-small", "theirs"));
        String ourId = ours.headers().firstValue("x-request-id").orElseThrow();
        String theirId = theirs.headers().firstValue("x-request-id").orElseThrow();
        caller.record(ourId);
        other.record(theirId);

        assertThat(ids(caller)).contains(ourId).doesNotContain(theirId);
        assertThat(ids(other)).containsExactly(theirId);
        assertThat(other.json("/v1/usage").at("/data/0/requests").asInt()).isEqualTo(1);
        assertThat(other.json("/v1/me/usage").path("data")).hasSize(1);
    }

    private static List<String> ids(Caller of) {
        return of.allRecords().stream()
                .map(record -> record.path("id").asString())
                .toList();
    }

    /** The same words as for a project that does not exist. */
    private void assertForbidden(HttpResponse<String> response) {
        HttpResponse<String> unknown = caller.get("/7f0c5f8e-0000-4000-8000-000000000000/v1/models");
        assertThat(response.statusCode()).isEqualTo(403);
        JsonNode error = JsonMapper.shared().readTree(response.body()).path("error");
        assertThat(error.path("code").asString()).isEqualTo("project_forbidden");
        assertThat(error).isEqualTo(JsonMapper.shared().readTree(unknown.body()).path("error"));
    }
}
