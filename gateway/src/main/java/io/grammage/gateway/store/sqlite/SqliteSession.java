package io.grammage.gateway.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A connection with the statements that are prepared on it and kept. Used by one thread at a time. */
final class SqliteSession implements AutoCloseable {
    private final Connection connection;
    private final String begin;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /** Takes over a connection in auto-commit mode. */
    SqliteSession(Connection connection, String begin) {
        this.connection = connection;
        this.begin = begin;
    }

    /** A statement that is prepared once and kept, for SQL that does not vary. It must not be closed. */
    PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    /** A statement that the caller closes, for SQL that varies. */
    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /** Binds the parameters of a statement. */
    interface Parameters {
        void bind(RowWriter parameters) throws SQLException;
    }

    /** Makes a value of a row. */
    interface RowMapper<T> {
        T read(RowReader row) throws SQLException;
    }

    /** All rows of a query whose SQL does not vary. */
    <T> List<T> all(String sql, Parameters parameters, RowMapper<T> mapper) throws SQLException {
        return all(prepared(sql), parameters, mapper);
    }

    /** All rows of a query. */
    static <T> List<T> all(PreparedStatement statement, Parameters parameters, RowMapper<T> mapper)
            throws SQLException {
        List<T> found = new ArrayList<>();
        each(statement, parameters, mapper, found::add);
        return found;
    }

    /** The rows of a query, one after the other. */
    static <T> void each(PreparedStatement statement, Parameters parameters, RowMapper<T> mapper, Consumer<T> rows)
            throws SQLException {
        parameters.bind(new RowWriter(statement));
        try (ResultSet found = statement.executeQuery()) {
            RowReader row = new RowReader(found);
            while (row.nextRow()) {
                rows.accept(mapper.read(row));
            }
        }
    }

    /** Runs a statement that does not vary; whether it changed any row. */
    boolean execute(String sql, Parameters parameters) throws SQLException {
        PreparedStatement statement = prepared(sql);
        parameters.bind(new RowWriter(statement));
        return statement.executeUpdate() > 0;
    }

    void begin() throws SQLException {
        execute(begin);
    }

    void commit() throws SQLException {
        execute("COMMIT");
    }

    /** Closes the connection, which undoes what was not committed. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
