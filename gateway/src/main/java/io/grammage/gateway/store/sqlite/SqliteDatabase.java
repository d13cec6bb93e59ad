package io.grammage.gateway.store.sqlite;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * The database file and the threads that work on it: one writes, a few read. Thread-safe. Two processes may have the same
 * file open; a third party that holds its write lock for more than {@value #BUSY_MILLIS} ms makes writes fail.
 *
 * <p>A committed transaction survives a power cut: the write-ahead log is forced on every commit, as the journal gives up
 * its own copy of a record once the store has it.
 */
public final class SqliteDatabase implements AutoCloseable {
    /** The name of the file in the data directory. */
    public static final String FILE_NAME = "grammage.db";

    private static final int BUSY_MILLIS = 5_000;
    private static final int READERS = 3;
    private static final int WRITER_CACHE_KIB = 32 * 1024;
    private static final int READER_CACHE_KIB = 8 * 1024;
    /** Pages that the write-ahead log may hold before they are moved into the file: hot rollup pages move once, not often. */
    private static final int CHECKPOINT_PAGES = 4_000;
    /** The log is cut to this size when a long read has let it grow. */
    private static final int LOG_BYTES_KEPT = 64 * 1024 * 1024;

    private final SqliteThreads writer;
    private final SqliteThreads readers;
    private final SqliteThreads quickReader;

    private SqliteDatabase(SqliteThreads writer, SqliteThreads readers, SqliteThreads quickReader) {
        this.writer = writer;
        this.readers = readers;
        this.quickReader = quickReader;
    }

    /**
     * Opens the database of a data directory, makes directory and file where there are none (for the owner only), and
     * brings the schema up to date.
     *
     * @throws GatewayException {@link ErrorCode#LEDGER_UNAVAILABLE} when the file cannot be opened, or was written by a
     *     newer version of the program
     */
    public static SqliteDatabase open(Path dataDirectory) {
        return open(dataDirectory, BUSY_MILLIS);
    }

    static SqliteDatabase open(Path dataDirectory, int busyMillis) {
        Path file = createFile(requireNonNull(dataDirectory, "dataDirectory"));
        String url = JDBC.PREFIX + file.toAbsolutePath();
        SqliteSchema.update(url, dataDirectory);
        return new SqliteDatabase(
                new SqliteThreads(
                        "sqlite-writer", 1, () -> new SqliteSession(connect(url, busyMillis, true), "BEGIN IMMEDIATE")),
                new SqliteThreads(
                        "sqlite-reader", READERS, () -> new SqliteSession(connect(url, busyMillis, false), "BEGIN")),
                new SqliteThreads(
                        "sqlite-quick", 1, () -> new SqliteSession(connect(url, busyMillis, false), "BEGIN")));
    }

    /** Where transactions that write run, one after the other. */
    SqliteThreads writer() {
        return writer;
    }

    /** Where transactions that only read run; each sees one state, whatever is written meanwhile. */
    SqliteThreads readers() {
        return readers;
    }

    /** Where short reads run that must not wait for long ones, such as that of a revoked key. */
    SqliteThreads quickReader() {
        return quickReader;
    }

    /** Lets running transactions end and closes the file. */
    @Override
    public void close() {
        try (writer;
                readers;
                quickReader) {
            // The writer closes last, and its connection then empties the write-ahead log into the file.
        } catch (SQLException e) {
            throw SqliteFailure.of(e);
        }
    }

    private static Connection connect(String url, int busyMillis, boolean writes) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        // Each connection is used by one thread at a time, so the library's own lock around every call is not needed.
        config.resetOpenMode(SQLiteOpenMode.FULLMUTEX);
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        config.setBusyTimeout(busyMillis);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setCacheSize(writes ? -WRITER_CACHE_KIB : -READER_CACHE_KIB);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setJournalSizeLimit(LOG_BYTES_KEPT);
        Properties properties = config.toProperties();
        Connection connection = JDBC.createConnection(url, properties);
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
            if (!writes) {
                statement.execute("PRAGMA query_only = ON");
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private static Path createFile(Path directory) {
        Path file = directory.resolve(FILE_NAME);
        try {
            Files.createDirectories(directory, ownerOnly("rwx------"));
            Files.createFile(file, ownerOnly("rw-------"));
        } catch (FileAlreadyExistsException e) {
            return file;
        } catch (IOException e) {
            throw new GatewayException(
                    ErrorCode.LEDGER_UNAVAILABLE,
                    "The data directory " + directory + " cannot be made or written: " + e.getMessage()
                            + ". Name another one with --data, or give this user the right to write there.",
                    e);
        }
        return file;
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
