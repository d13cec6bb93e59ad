package io.grammage.gateway.api;

import java.util.regex.Pattern;

/** HTML under construction. Only {@link #markup} takes markup; all else is escaped. Not thread-safe. */
final class HtmlText {
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    private final StringBuilder html = new StringBuilder(64 * 1024);

    /** Adds markup as it is: constants of the program only. */
    HtmlText markup(String markup) {
        html.append(markup);
        return this;
    }

    HtmlText text(String text) {
        html.append(escaped(text));
        return this;
    }

    /** Adds a text in which backticks mark code. */
    HtmlText prose(String text) {
        html.append(CODE.matcher(escaped(text)).replaceAll("<code>$1</code>"));
        return this;
    }

    HtmlText element(String name, String text) {
        return markup("<" + name + ">").text(text).markup("</" + name + ">");
    }

    /** Adds a paragraph of prose, or nothing where there is no text. */
    HtmlText paragraph(String text) {
        return text.isEmpty() ? this : markup("<p>").prose(text).markup("</p>");
    }

    @Override
    public String toString() {
        return html.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
