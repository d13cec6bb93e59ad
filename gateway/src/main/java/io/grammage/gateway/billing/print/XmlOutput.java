package io.grammage.gateway.billing.print;

import gg.jte.TemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Escapes what templates print, and replaces characters that XML has no form for: one in a name must not cost the whole bill. */
final class XmlOutput extends OwaspHtmlTemplateOutput {
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    XmlOutput(TemplateOutput out) {
        super(out);
    }

    @Override
    public void writeUserContent(@Nullable String text) {
        super.writeUserContent(text == null ? null : NOT_XML.matcher(text).replaceAll("\uFFFD"));
    }
}
