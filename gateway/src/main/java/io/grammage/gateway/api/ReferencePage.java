package io.grammage.gateway.api;

import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Writes an OpenAPI description as one HTML page: its operations by tag, then its schemas. */
final class ReferencePage {
    /** The content of the only style element. */
    static final String STYLE = """
            :root{color-scheme:light dark}
            body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
            code{font:0.9em ui-monospace,monospace}
            h2{margin-top:3rem;border-bottom:1px solid}
            h3{margin-top:2rem}
            table{border-collapse:collapse;width:100%}
            td,th{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #8884}
            """;

    private final JsonNode api;
    private final HtmlText html = new HtmlText();

    private ReferencePage(JsonNode api) {
        this.api = api;
    }

    /** The page of a description. */
    static String of(JsonNode api) {
        return new ReferencePage(api).written();
    }

    private String written() {
        JsonNode info = api.path("info");
        String title = text(info, "title") + " API";
        html.markup("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .markup("<meta name=\"viewport\" content=\"width=device-width\">")
                .element("title", title)
                .markup("<style>" + STYLE + "</style></head><body><main>")
                .element("h1", title)
                .paragraph(text(info, "description"))
                .markup("<p>For programs: <a href=\"/openapi.json\">openapi.json</a></p>");
        for (JsonNode tag : api.path("tags")) {
            tag(tag);
        }
        html.element("h2", "Schemas");
        SchemaHtml schemas = new SchemaHtml(html);
        api.path("components")
                .path("schemas")
                .properties()
                .forEach(named -> schemas.section(named.getKey(), named.getValue()));
        return html.markup("</main></body></html>\n").toString();
    }

    private void tag(JsonNode tag) {
        String name = text(tag, "name");
        html.element("h2", name).paragraph(text(tag, "description"));
        for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (operation.getValue().path("tags").path(0).stringValue("").equals(name)) {
                    operation(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), operation.getValue());
                }
            }
        }
    }

    private void operation(String title, JsonNode operation) {
        boolean deprecated = operation.path("deprecated").booleanValue(false);
        html.markup("<h3>").element("code", title).markup("</h3>");
        html.paragraph(text(operation, "summary") + (deprecated ? " (deprecated)." : "."));
        html.paragraph(text(operation, "description"));
        String scope = text(operation, "x-grammage-scope");
        html.paragraph(scope.isEmpty() ? "No key is needed." : "The key needs the scope `" + scope + "`.");
        parameters(operation.path("parameters"));
        JsonNode body = operation.path("requestBody").path("content");
        if (!body.isEmpty()) {
            html.markup("<p>Request: ");
            contents(body);
            html.markup("</p>");
        }
        html.markup("<table><tr><th>Status</th><th>Body</th><th>Meaning</th></tr>");
        for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
            JsonNode answer = resolved(response.getValue());
            html.markup("<tr><td>").text(response.getKey()).markup("</td><td>");
            contents(answer.path("content"));
            html.markup("</td><td>").prose(text(answer, "description")).markup("</td></tr>");
        }
        html.markup("</table>");
    }

    private void parameters(JsonNode parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        html.markup("<table><tr><th>Parameter</th><th>Type</th><th>Meaning</th></tr>");
        for (JsonNode reference : parameters) {
            JsonNode parameter = resolved(reference);
            JsonNode fallback = parameter.path("schema").path("default");
            html.markup("<tr><td>").element("code", text(parameter, "name")).markup("</td><td>");
            new SchemaHtml(html).type(parameter.path("schema"));
            html.markup("</td><td>").prose(text(parameter, "description"));
            html.prose(fallback.isMissingNode() ? "" : " Default: `" + fallback + "`.")
                    .markup("</td></tr>");
        }
        html.markup("</table>");
    }

    private void contents(JsonNode content) {
        for (Map.Entry<String, JsonNode> type : content.properties()) {
            html.element("code", type.getKey()).text(" ");
            new SchemaHtml(html).type(type.getValue().path("schema"));
            html.markup("<br>");
        }
    }

    private JsonNode resolved(JsonNode node) {
        String reference = text(node, "$ref");
        return reference.isEmpty() ? node : api.at(reference.substring(1));
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).stringValue("");
    }
}
