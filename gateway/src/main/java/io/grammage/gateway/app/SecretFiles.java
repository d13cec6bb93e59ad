package io.grammage.gateway.app;

import io.grammage.gateway.config.ConfigFile;
import io.grammage.gateway.config.Key;
import io.grammage.gateway.config.Problems;
import io.grammage.gateway.config.Section;
import io.grammage.gateway.kernel.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the files that hold secrets, and remembers which they were. Not thread-safe. */
final class SecretFiles {
    private static final int SIZE_MAX = 64 << 10;

    private final Path base;
    private final List<Path> read = new ArrayList<>();

    /**
     * A reader.
     *
     * @param base the directory where relative paths begin
     */
    SecretFiles(Path base) {
        this.base = base;
    }

    /** The files that were asked for, whether or not they could be read. */
    List<Path> read() {
        return List.copyOf(read);
    }

    /** The secret in the file that the key names, or null when that is told to be wrong or the key was left out. */
    @Nullable
    Secret secret(Section section, Key<Path> key, Problems problems) {
        String text = text(section, key, problems);
        if (text == null) {
            return null;
        }
        try {
            return ConfigFile.secret(text);
        } catch (IllegalArgumentException e) {
            problems.error(
                    section.placeOf(key),
                    base.resolve(section.value(key)) + " holds something else (expected: " + e.getMessage() + ")");
            return null;
        }
    }

    /** What is in the file that the key names, or null when that cannot be read, which is told, or the key was left out. */
    @Nullable
    String text(Section section, Key<Path> key, Problems problems) {
        Path named = section.find(key);
        if (named == null) {
            return null;
        }
        Path file = base.resolve(named);
        read.add(file);
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(SIZE_MAX), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            problems.error(section.placeOf(key), "there is no file " + file);
        } catch (IOException e) {
            problems.error(section.placeOf(key), file + " cannot be read: " + e.getMessage());
        }
        return null;
    }
}
