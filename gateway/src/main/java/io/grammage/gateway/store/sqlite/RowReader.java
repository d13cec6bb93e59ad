package io.grammage.gateway.store.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the columns of a row one after the other. Not thread-safe. */
final class RowReader {
    private final ResultSet rows;
    private int next = 1;

    RowReader(ResultSet rows) {
        this.rows = rows;
    }

    /** Goes to the next row, if there is one. */
    boolean nextRow() throws SQLException {
        next = 1;
        return rows.next();
    }

    /** As bytes, which the driver hands out for half of what a string costs. */
    String text() throws SQLException {
        return new String(rows.getBytes(next++), UTF_8);
    }

    @Nullable
    String optionalText() throws SQLException {
        return rows.getString(next++);
    }

    /** Null where the part of a key is absent. */
    @Nullable
    String textOrEmpty() throws SQLException {
        String value = text();
        return value.isEmpty() ? null : value;
    }

    long number() throws SQLException {
        return rows.getLong(next++);
    }

    int smallNumber() throws SQLException {
        return Math.toIntExact(number());
    }

    @Nullable
    Long optionalNumber() throws SQLException {
        long value = rows.getLong(next++);
        return rows.wasNull() ? null : (Long) value;
    }

    /** NaN for NULL. */
    double figure() throws SQLException {
        double value = rows.getDouble(next++);
        return rows.wasNull() ? Double.NaN : value;
    }

    UUID id() throws SQLException {
        return uuid(rows.getBytes(next++));
    }

    /** Null for NULL, and where the part of a key is absent. */
    <T> @Nullable T id(Function<UUID, T> type) throws SQLException {
        byte[] bytes = rows.getBytes(next++);
        return bytes == null || bytes.length == 0 ? null : type.apply(uuid(bytes));
    }

    byte[] bytes() throws SQLException {
        return rows.getBytes(next++);
    }

    Instant micros() throws SQLException {
        return Instant.EPOCH.plus(number(), ChronoUnit.MICROS);
    }

    @Nullable
    Instant optionalMicros() throws SQLException {
        Long value = optionalNumber();
        return value == null ? null : Instant.EPOCH.plus(value, ChronoUnit.MICROS);
    }

    Instant seconds() throws SQLException {
        return Instant.ofEpochSecond(number());
    }

    /** An amount from its two columns. */
    BigDecimal money() throws SQLException {
        return new StoredAmount(number(), number()).amount();
    }

    private static UUID uuid(byte[] bytes) {
        if (bytes.length != 16) {
            throw new IllegalStateException("id: " + bytes.length + " bytes (expected: 16)");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
