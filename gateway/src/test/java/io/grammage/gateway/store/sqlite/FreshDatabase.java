package io.grammage.gateway.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens empty databases quickly: the schema is made once, and its file is copied. */
final class FreshDatabase {
    private static final byte[] TEMPLATE = template();

    private FreshDatabase() {}

    static SqliteDatabase open(Path directory) {
        try {
            Files.write(directory.resolve(SqliteDatabase.FILE_NAME), TEMPLATE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SqliteDatabase.open(directory);
    }

    private static byte[] template() {
        try {
            Path directory = Files.createTempDirectory("grammage");
            Path file = directory.resolve(SqliteDatabase.FILE_NAME);
            SqliteDatabase.open(directory).close();
            byte[] content = Files.readAllBytes(file);
            Files.delete(file);
            Files.delete(directory.resolve(SqliteSchema.LOCK_NAME));
            Files.delete(directory);
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
