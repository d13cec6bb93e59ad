package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the documents show as answers is what the product answers, in shape: all examples, in their order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedExamplesIT {
    /** Usage is told once the store has it, which takes a moment. */
    private static final int PATIENCE_MILLIS = 60_000;

    private ProductProcess gateway;
    private HttpClient client;

    @BeforeAll
    void start(@TempDir Path directory) {
        gateway = Product.serve(directory);
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterAll
    void stop() {
        client.close();
        gateway.close();
    }

    @TestFactory
    List<DynamicTest> examplesAreWhatIsAnswered() throws IOException {
        Path home = Path.of(System.getProperty("grammage.home"));
        List<DynamicTest> tests = new ArrayList<>();
        for (String document : List.of("README.md", "docs/api.md")) {
            for (DocumentedExample example : DocumentedExample.of(home.resolve(document))) {
                tests.add(DynamicTest.dynamicTest(document + " " + example.path(), () -> check(example)));
            }
        }
        return tests;
    }

    private void check(DocumentedExample example) throws IOException, InterruptedException {
        List<String> differences = differences(example);
        for (int waited = 0; !differences.isEmpty() && waited < PATIENCE_MILLIS; waited += 500) {
            Thread.sleep(500);
            differences = differences(example);
        }
        assertThat(differences).isEmpty();
    }

    private List<String> differences(DocumentedExample example) throws IOException, InterruptedException {
        String answer = example.run(client, gateway.baseUrl(), Product.KEY);
        return example.language().equals("text")
                ? JsonLikeness.streamDifferences(example.answer(), answer)
                : JsonLikeness.differences(example.answer(), answer);
    }

    @Test
    void differencesAreSeen() {
        String one = "{\"a\":1,\"b\":[{\"c\":\"x\"},{\"c\":null}],\"d\":\"2026\"}";

        assertThat(JsonLikeness.differences(one, one.replace('1', '7').replace("2026", "2027")))
                .isEmpty();
        assertThat(JsonLikeness.differences(one, one.replace("1", "\"1\""))).hasSize(1);
        assertThat(JsonLikeness.differences(one, one.replace("\"x\"", "\"y\""))).isNotEmpty();
        assertThat(JsonLikeness.differences(one, one.replace("{\"c\":null}", "{}")))
                .isNotEmpty();
        assertThat(JsonLikeness.differences(one, "{\"a\":1,\"b\":[],\"d\":\"2026\"}"))
                .hasSize(2);
        assertThat(JsonLikeness.differences(one, one.replace("\"d\"", "\"e\""))).hasSize(2);
        assertThat(JsonLikeness.streamDifferences("data: {\"a\":1}\n\ndata: [DONE]\n\n", "data: {\"a\":2}\n\n"))
                .hasSize(1);
    }
}
