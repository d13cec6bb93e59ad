package io.grammage.gateway.store.sqlite;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Binds the parameters of a statement one after the other. Not thread-safe. */
final class RowWriter {
    static final byte[] ABSENT_ID = new byte[0];

    private final PreparedStatement statement;
    private int next = 1;

    RowWriter(PreparedStatement statement) {
        this.statement = statement;
    }

    RowWriter text(@Nullable String value) throws SQLException {
        statement.setString(next++, value);
        return this;
    }

    /** An absent part of a key. */
    RowWriter textOrEmpty(@Nullable String value) throws SQLException {
        return text(value == null ? "" : value);
    }

    RowWriter number(long value) throws SQLException {
        statement.setLong(next++, value);
        return this;
    }

    RowWriter number(@Nullable Long value) throws SQLException {
        statement.setObject(next++, value);
        return this;
    }

    /** A number with a point, or NULL for NaN. */
    RowWriter figure(double value) throws SQLException {
        if (Double.isNaN(value)) {
            statement.setObject(next++, null);
        } else {
            statement.setDouble(next++, value);
        }
        return this;
    }

    RowWriter id(@Nullable UUID value) throws SQLException {
        statement.setBytes(next++, value == null ? null : bytes(value));
        return this;
    }

    /** An absent part of a key. */
    RowWriter idOrEmpty(@Nullable UUID value) throws SQLException {
        statement.setBytes(next++, value == null ? ABSENT_ID : bytes(value));
        return this;
    }

    RowWriter bytes(byte[] value) throws SQLException {
        statement.setBytes(next++, value);
        return this;
    }

    RowWriter optionalMicros(@Nullable Instant moment) throws SQLException {
        return moment == null ? number(null) : micros(moment);
    }

    RowWriter micros(Instant moment) throws SQLException {
        return number(ChronoUnit.MICROS.between(Instant.EPOCH, moment));
    }

    RowWriter seconds(Instant moment) throws SQLException {
        return number(moment.getEpochSecond());
    }

    /** An amount as its two columns. */
    RowWriter money(BigDecimal amount) throws SQLException {
        StoredAmount stored = StoredAmount.of(amount);
        return number(stored.units()).number(stored.pico());
    }

    /** The row is complete; the next one begins. */
    void addBatch() throws SQLException {
        statement.addBatch();
        next = 1;
    }

    private static byte[] bytes(UUID id) {
        byte[] bytes = new byte[16];
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        for (int i = 7; i >= 0; i--) {
            bytes[i] = (byte) high;
            bytes[i + 8] = (byte) low;
            high >>>= 8;
            low >>>= 8;
        }
        return bytes;
    }
}
