package io.grammage.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * What stands in a ledger after a run.
 *
 * @param name whose ledger
 * @param answered calls that were answered
 * @param failed calls that the load generator got no right answer to; the gateway may have recorded them nevertheless
 * @param rows lines of the ledger
 * @param calls different calls among them
 */
record LedgerCount(String name, long answered, long failed, long rows, long calls) {
    private static final long PATIENCE_NANOS = 15_000_000_000L;

    /**
     * Counts the records of completed calls, waiting for as many as were answered.
     *
     * @param database the gateway's SQLite file
     */
    static LedgerCount await(String name, Path database, long answered, long failed)
            throws IOException, InterruptedException {
        if (!Files.exists(database)) {
            throw new IOException(
                    "ledger: " + database.getFileName() + " is not there (expected: the gateway's database)");
        }
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        LedgerCount count = read(name, database, answered, failed);
        while (count.rows < answered && System.nanoTime() - deadline < 0) {
            Thread.sleep(100);
            count = read(name, database, answered, failed);
        }
        return count;
    }

    /** Answered calls that the ledger does not have. */
    long lost() {
        return Math.max(0, answered - calls);
    }

    /** Lines beyond one for a call, and calls that nobody made. */
    long doubled() {
        return rows - calls + Math.max(0, calls - answered - failed);
    }

    boolean isSound() {
        return lost() == 0 && doubled() == 0;
    }

    /** A line for people. */
    String text() {
        return String.format(
                Locale.ROOT,
                "ledger of %s: %d calls answered, %d records; lost/doubled: %d/%d",
                name,
                answered,
                rows,
                lost(),
                doubled());
    }

    private static LedgerCount read(String name, Path database, long answered, long failed) throws IOException {
        String sql = "SELECT count(*), count(DISTINCT id) FROM usage_record WHERE outcome = 'completed'";
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return new LedgerCount(name, answered, failed, result.getLong(1), result.getLong(2));
        } catch (SQLException e) {
            throw new IOException("ledger: cannot count its records", e);
        }
    }
}
