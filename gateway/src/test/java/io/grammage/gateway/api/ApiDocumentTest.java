package io.grammage.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/api.md and the description name the routes, the parameters and the errors that there are, and no others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "api.md");
    private static final Pattern ROUTE = Pattern.compile("`((?:GET|POST) /[^`?]*)`");
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    private ApiSample sample;
    private List<String> lines;

    @BeforeAll
    void open(@TempDir Path directory) throws IOException {
        sample = new ApiSample(directory);
        lines = Files.readAllLines(DOCUMENT);
    }

    @AfterAll
    void close() {
        sample.close();
    }

    @Test
    void theTableOfErrorsIsThatOfTheCodes() {
        List<List<String>> documented = rows("status", "code", "type", "when").stream()
                .map(row -> row.subList(0, 3))
                .toList();

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ErrorCode.values())
                        .map(code -> List.of(
                                Integer.toString(code.httpStatus()),
                                "`" + code.code() + "`",
                                "`" + code.wireType() + "`"))
                        .toList());
    }

    @Test
    void namesEveryRouteAndNoOther() {
        Set<String> documented = new TreeSet<>();
        lines.forEach(line -> documented.addAll(all(ROUTE, line)));

        Set<String> served = new TreeSet<>();
        sample.routes().forEach(route -> served.add(route.method() + " " + documentedPath(route)));
        Arrays.stream(Endpoint.values()).forEach(endpoint -> served.add("POST " + endpoint.path()));
        assertThat(documented).isEqualTo(served);
    }

    @Test
    void namesEveryQueryParameterAndNoOther() {
        for (ApiRoute route : sample.routes()) {
            Set<String> taken = parametersTaken(route);
            Set<String> documented = new TreeSet<>();
            for (List<String> row : rows("path", "query parameters", "answer")) {
                if (row.getFirst().equals("`GET " + documentedPath(route) + "`")) {
                    documented.addAll(all(CODE, row.get(1)));
                }
            }
            assertThat(documented).as("docs/api.md, " + route.path()).isEqualTo(taken);
            assertThat(parametersDescribed(route))
                    .as("openapi.json, " + route.path())
                    .isEqualTo(taken);
        }
    }

    /** What the refusal of a parameter that there is not says that there is. */
    private Set<String> parametersTaken(ApiRoute route) {
        String path = route.path().replace("{model...}", "small").replaceAll("\\{(invoice|bill)_id}", "x");
        String answer = sample.server().get(path + "?no_such_parameter=1").body();
        if (!answer.contains("no_such_parameter")) {
            return Set.of();
        }
        String message = JsonMapper.shared().readTree(answer).path("detail").stringValue();
        if (message.endsWith("(expected: none).")) {
            return Set.of();
        }
        String expected = message.substring(message.indexOf("one of ") + "one of ".length(), message.indexOf(")."));
        return new TreeSet<>(List.of(expected.split(", ", -1)));
    }

    private static Set<String> parametersDescribed(ApiRoute route) {
        Set<String> names = new TreeSet<>();
        JsonNode operation = ApiSchemas.DESCRIPTION
                .path("paths")
                .path(documentedPath(route))
                .path(route.method().toLowerCase(java.util.Locale.ROOT));
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode resolved = parameter.has("$ref")
                    ? ApiSchemas.DESCRIPTION.at(
                            parameter.path("$ref").stringValue().substring(1))
                    : parameter;
            if (resolved.path("in").stringValue().equals("query")) {
                names.add(resolved.path("name").stringValue());
            }
        }
        return names;
    }

    private static String documentedPath(ApiRoute route) {
        return route.path().replace("...", "");
    }

    /** The rows of all tables with this head. */
    private List<List<String>> rows(String... head) {
        List<List<String>> rows = new ArrayList<>();
        String first = "| " + String.join(" | ", head) + " |";
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals(first)) {
                for (int row = i + 2; row < lines.size() && lines.get(row).startsWith("|"); row++) {
                    rows.add(Arrays.stream(lines.get(row).substring(1).split("\\|", -1))
                            .map(String::strip)
                            .toList());
                }
            }
        }
        assertThat(rows).as(first).isNotEmpty();
        return rows;
    }

    private static List<String> all(Pattern pattern, String line) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(line);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
