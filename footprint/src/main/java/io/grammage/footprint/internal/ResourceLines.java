package io.grammage.footprint.internal;

import io.grammage.footprint.FootprintException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The lines of a data file in this library, without comments and blank lines. */
public final class ResourceLines {
    private ResourceLines() {}

    /**
     * Hands over each line of a file beside that class as its words.
     *
     * @throws FootprintException naming file and line, if {@code reader} refuses a line
     */
    public static void read(Class<?> owner, String name, Consumer<Words> reader) {
        try (InputStream bytes = owner.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IllegalStateException(name + ": missing from the library");
            }
            read(name, new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8)), reader);
        } catch (IOException failure) {
            throw new UncheckedIOException(name, failure);
        }
    }

    public static void read(String name, BufferedReader lines, Consumer<Words> reader) throws IOException {
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            try {
                Words words = new Words(text);
                reader.accept(words);
                words.end();
            } catch (FootprintException refusal) {
                throw new FootprintException(name + ", line " + number + ": " + refusal.getMessage());
            }
        }
    }
}
