package io.grammage.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.footprint.infrastructure.Component;
import io.grammage.footprint.infrastructure.Phase;
import io.grammage.footprint.infrastructure.Step;
import io.grammage.gateway.catalog.ModelType;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.ledger.CountSource;
import io.grammage.gateway.ledger.Outcome;
import io.grammage.gateway.testing.ManualClock;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReferenceApiTest {
    private static final JsonNode API = ApiSchemas.DESCRIPTION;

    @Test
    void servesTheDescription() {
        try (ApiServer server = server()) {
            HttpResponse<String> answer = server.send(server.request("/openapi.json"));

            assertThat(answer.headers().firstValue("content-type")).contains("application/json");
            assertThat(JsonMapper.shared().readTree(answer.body())).isEqualTo(API);
            assertThat(API.path("openapi").stringValue()).startsWith("3.1.");
        }
    }

    @Test
    void servesAPageThatHoldsEverythingAndLoadsNothing() throws Exception {
        try (ApiServer server = server()) {
            HttpResponse<String> answer = server.send(server.request("/docs"));
            String page = answer.body();

            assertThat(answer.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
            for (String path : API.path("paths").propertyNames()) {
                assertThat(page).contains(" " + path + "</code>");
            }
            for (String schema : API.path("components").path("schemas").propertyNames()) {
                assertThat(page).contains("id=\"schema-" + schema + "\"");
            }
            assertThat(page).doesNotContain("<script").doesNotContain("src=").doesNotContain("http:");
            String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
            String hash = Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
            assertThat(answer.headers().firstValue("content-security-policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains("default-src 'none'")
                            .contains("style-src 'sha256-" + hash + "'"));
        }
    }

    @Test
    void everyLinkOfThePageHasATarget() {
        String page = ReferencePage.of(API);
        assertThat(page).contains("The key needs the scope <code>admin</code>.").contains("No key is needed.");
        Matcher links = Pattern.compile("href=\"#([^\"]*)\"").matcher(page);
        int count = 0;
        while (links.find()) {
            count++;
            assertThat(page).contains("id=\"" + links.group(1) + "\"");
        }
        assertThat(count).isGreaterThan(50);
    }

    @Test
    void thePageEscapesWhatTheDescriptionSays() {
        JsonNode hostile = JsonMapper.shared()
                .readTree("{\"info\":{\"title\":\"<script>alert(1)</script>\",\"description\":\"a & `<b>`\"}}");

        assertThat(ReferencePage.of(hostile)).doesNotContain("<script").contains("a &amp; <code>&lt;b&gt;</code>");
    }

    @Test
    void everyReferenceInTheDescriptionResolves() {
        List<JsonNode> references = API.findValues("$ref");
        assertThat(references).hasSizeGreaterThan(100);
        for (JsonNode reference : references) {
            assertThat(API.at(reference.stringValue().substring(1)).isMissingNode())
                    .as(reference.stringValue())
                    .isFalse();
        }
    }

    @Test
    void namesWhatTheCodeNames() {
        assertThat(enumOf("/components/schemas/Error/properties/error/properties/code"))
                .containsExactlyElementsOf(names(ErrorCode.values(), ErrorCode::code));
        assertThat(enumOf("/components/schemas/Error/properties/error/properties/type"))
                .containsExactlyInAnyOrderElementsOf(names(ErrorCode.values(), ErrorCode::wireType));
        assertThat(enumOf("/components/schemas/Endpoint"))
                .containsExactlyElementsOf(names(Endpoint.values(), Endpoint::path));
        assertThat(enumOf("/components/schemas/Outcome"))
                .containsExactlyElementsOf(names(Outcome.values(), Outcome::wireName));
        assertThat(enumOf("/components/schemas/Unit"))
                .containsExactlyElementsOf(names(UsageUnit.values(), UsageUnit::wireName));
        assertThat(enumOf("/components/schemas/Mode")).containsExactlyElementsOf(names(Mode.values(), Mode::wireName));
        assertThat(enumOf("/components/schemas/DeploymentComponent"))
                .containsExactlyElementsOf(names(Component.values(), ReferenceApiTest::wireName));
        assertThat(enumOf("/components/schemas/FootprintStep"))
                .containsExactlyElementsOf(names(Step.values(), ReferenceApiTest::wireName));
        assertThat(enumOf("/components/schemas/FootprintPhase"))
                .containsExactlyElementsOf(names(Phase.values(), ReferenceApiTest::wireName));
        assertThat(enumOf("/components/schemas/Model/properties/type"))
                .containsExactlyElementsOf(names(ModelType.values(), ModelType::wireName));
        assertThat(enumOf("/components/schemas/UsageRecord/properties/count_source"))
                .containsExactlyElementsOf(names(CountSource.values(), CountSource::wireName));
    }

    @Test
    void describesEveryRouteWithItsScopeAndNothingElse(@TempDir Path directory) {
        Map<String, String> served = new TreeMap<>();
        try (ApiSample sample = new ApiSample(directory)) {
            for (ApiRoute route : sample.routes()) {
                String scope = route.scope() == null ? "none" : route.scope().wireName();
                served.put(route.method() + " " + route.path().replace("...", ""), scope);
            }
        }
        for (Endpoint endpoint : Endpoint.values()) {
            served.put("POST " + endpoint.path(), "inference");
        }
        Map<String, String> described = new TreeMap<>();
        API.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> described.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue().path("x-grammage-scope").stringValue("none"))));

        assertThat(described).isEqualTo(served);
        API.path("paths")
                .forEach(path -> path.forEach(
                        operation -> assertThat(operation.has("security") != operation.has("x-grammage-scope"))
                                .isTrue()));
    }

    @Test
    void theCheckOfAnswersFindsWhatIsWrong() {
        assertThatThrownBy(() -> ApiSchemas.check("Health", "{\"status\":\"fine\"}"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> ApiSchemas.check("ModelList", "{\"object\":\"list\",\"data\":[{\"id\":1}]}"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> ApiSchemas.checkAnswer("/health", 404, "{}")).isInstanceOf(AssertionError.class);
    }

    private static String wireName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <T> List<String> names(T[] values, Function<T, String> name) {
        return Arrays.stream(values).map(name).distinct().toList();
    }

    private static List<String> enumOf(String pointer) {
        List<String> values = new ArrayList<>();
        API.at(pointer).path("enum").forEach(value -> values.add(value.stringValue()));
        return values;
    }

    private static ApiServer server() {
        return new ApiServer(new ManualClock(Instant.EPOCH), ReferenceApi.load().routes());
    }
}
