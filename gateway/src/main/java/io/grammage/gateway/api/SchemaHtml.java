package io.grammage.gateway.api;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Writes schemas of an OpenAPI description as HTML: a name in a line, or a section with all members. */
final class SchemaHtml {
    private final HtmlText html;

    SchemaHtml(HtmlText html) {
        this.html = html;
    }

    /** A section that links can point to. */
    void section(String name, JsonNode schema) {
        html.markup("<h3 id=\"schema-").text(name).markup("\">").text(name).markup("</h3>");
        html.paragraph(schema.path("description").stringValue(""));
        if (schema.has("properties")) {
            html.markup("<table><tr><th>Member</th><th>Type</th><th>Meaning</th></tr>");
            members("", schema);
            html.markup("</table>");
        } else {
            html.markup("<p>");
            type(schema);
            html.markup("</p>");
        }
    }

    private void members(String prefix, JsonNode schema) {
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonNode value = property.getValue();
            String name = prefix + property.getKey();
            html.markup("<tr><td>").element("code", name).markup("</td><td>");
            type(value);
            html.markup("</td><td>")
                    .prose(value.path("description").stringValue(""))
                    .markup("</td></tr>");
            members(name + ".", value);
            members(name + "[].", value.path("items"));
        }
    }

    /** What a value can be, in a few words. */
    void type(JsonNode schema) {
        if (schema.has("$ref")) {
            String reference = schema.path("$ref").stringValue("");
            String name = reference.substring(reference.lastIndexOf('/') + 1);
            html.markup("<a href=\"#schema-")
                    .text(name)
                    .markup("\">")
                    .text(name)
                    .markup("</a>");
        } else if (schema.has("const")) {
            html.element("code", schema.path("const").stringValue(""));
        } else if (schema.has("enum")) {
            String separator = "";
            for (JsonNode value : schema.path("enum")) {
                html.text(separator).element("code", value.stringValue(""));
                separator = ", ";
            }
        } else if (schema.has("items")) {
            html.text("list of ");
            type(schema.path("items"));
        } else if (schema.has("oneOf")) {
            types(schema.path("oneOf"), " or ");
        } else if (schema.has("allOf")) {
            types(schema.path("allOf"), " with ");
        } else {
            simple(schema);
        }
    }

    private void types(JsonNode schemas, String separator) {
        String before = "";
        for (JsonNode schema : schemas) {
            html.text(before);
            type(schema);
            before = separator;
        }
    }

    private void simple(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            String separator = "";
            for (JsonNode one : type) {
                html.text(separator + one.stringValue(""));
                separator = " or ";
            }
        } else {
            html.text(type.stringValue(""));
        }
        if (schema.has("maximum")) {
            html.text(" from " + schema.path("minimum") + " to " + schema.path("maximum"));
        } else if (schema.has("minimum")) {
            html.text(" from " + schema.path("minimum"));
        }
    }
}
