package io.grammage.gateway.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The reference of all keys as Markdown, made from their description: the generated part of docs/configuration.md. */
public final class KeyReference {
    private final StringBuilder markdown = new StringBuilder();
    private final Map<String, List<Ignored>> ignored = new LinkedHashMap<>();

    private KeyReference() {}

    /** A table for each section, and one of OpenGateLLM's keys that have no meaning here. */
    public static String markdown() {
        KeyReference reference = new KeyReference();
        reference.addSections("", RootKeys.SHAPE);
        reference.addIgnored();
        return reference.markdown.toString();
    }

    private void addSections(String path, Shape shape) {
        if (!shape.ignored().isEmpty()) {
            ignored.put(path, shape.ignored());
        }
        if (shape.keys().isEmpty()) {
            return;
        }
        markdown.append("### ")
                .append(path.isEmpty() ? "Top of the file" : "`" + path + "`")
                .append("\n\n");
        markdown.append("| key | value | default | meaning |\n|---|---|---|---|\n");
        for (Key<?> key : shape.keys()) {
            if (!isForOpenGateLlmOnly(key)) {
                addRow(path, key);
            }
        }
        markdown.append('\n');
        for (Key<?> key : shape.keys()) {
            String below = path.isEmpty() ? key.name() : path + "." + key.name();
            if (key.type() instanceof Shape section) {
                addSections(below, section);
            } else if (key.type() instanceof ListType<?> list && list.element() instanceof Shape section) {
                addSections(below + "[]", section);
            }
        }
    }

    private static boolean isForOpenGateLlmOnly(Key<?> key) {
        return key.type() instanceof Shape section && section.keys().isEmpty();
    }

    private void addRow(String path, Key<?> key) {
        List<String> notes = new ArrayList<>();
        notes.add(key.description());
        if (!key.otherNames().isEmpty()) {
            notes.add("Also "
                    + String.join(
                            ", ",
                            key.otherNames().stream()
                                    .map(name -> "`" + name + "`")
                                    .toList()) + ".");
        }
        if (key.needsRestart()) {
            notes.add("*Read at the start.*");
        }
        row("`" + key.name() + "`", value(path, key), defaultOf(key), String.join(" ", notes));
    }

    private static String value(String path, Key<?> key) {
        String link = (path + "." + key.name()).replaceAll("[.\\[\\]]", "");
        return switch (key.type()) {
            case Shape section -> "see [below](#" + link + ")";
            case ListType<?> list when list.element() instanceof Shape -> "a list; see [below](#" + link + ")";
            case ListType<?> list -> list.expectation();
            case ScalarType<?> scalar -> scalar.expectation();
        };
    }

    private static String defaultOf(Key<?> key) {
        return key.isRequired() ? "**required**" : key.defaultText().isEmpty() ? "" : "`" + key.defaultText() + "`";
    }

    private void addIgnored() {
        markdown.append("### OpenGateLLM's keys without a meaning here\n\n");
        markdown.append(
                "They get a warning, and what stands under them is not read. A star stands for any ending.\n\n");
        markdown.append("| where | key | why, or what to write instead |\n|---|---|---|\n");
        ignored.forEach(
                (path, keys) -> keys.forEach(key -> row("`" + path + "`", "`" + key.name() + "`", key.reason())));
    }

    private void row(String... cells) {
        for (String cell : cells) {
            markdown.append("| ").append(cell.replace("|", "\\|")).append(' ');
        }
        markdown.append("|\n");
    }
}
