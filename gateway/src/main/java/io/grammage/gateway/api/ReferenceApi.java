package io.grammage.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The description of the whole API: as OpenAPI 3.1 for programs, and as a page for people that is made from it. The page
 * holds no script and loads nothing, and its policy says so to the browser. Immutable.
 */
public final class ReferenceApi {
    private static final String RESOURCE = "/openapi.json";

    private final ApiAnswer description;
    private final ApiAnswer page;

    private ReferenceApi(ApiAnswer description, ApiAnswer page) {
        this.description = description;
        this.page = page;
    }

    /** The description that comes with the program. */
    public static ReferenceApi load() {
        String description = read();
        String page = ReferencePage.of(JsonMapper.shared().readTree(description));
        return new ReferenceApi(
                new ApiAnswer(200, ApiAnswer.JSON, Map.of(), ApiBody.of(description)),
                ApiAnswer.page(ReferencePage.STYLE, ApiBody.of(page)));
    }

    /** The routes of this surface. */
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.publicGet("/openapi.json", request -> description),
                ApiRoute.publicGet("/docs", request -> page));
    }

    private static String read() {
        try (InputStream in = ReferenceApi.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(
                        "resource: " + RESOURCE + " is missing (expected: in the program's jar)");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
