package io.grammage.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerCountTest {
    @Test
    void tellsLostFromDoubled() {
        assertThat(new LedgerCount("grammage", 10, 0, 10, 10).lost()).isZero();
        assertThat(new LedgerCount("grammage", 10, 0, 10, 10).doubled()).isZero();
        assertThat(new LedgerCount("grammage", 10, 0, 8, 8).lost()).isEqualTo(2);
        assertThat(new LedgerCount("grammage", 10, 0, 12, 10).doubled()).isEqualTo(2);
        assertThat(new LedgerCount("grammage", 10, 0, 11, 11).doubled()).isEqualTo(1);
        assertThat(new LedgerCount("grammage", 10, 0, 10, 9)).satisfies(count -> {
            assertThat(count.lost()).isEqualTo(1);
            assertThat(count.doubled()).isEqualTo(1);
        });
    }

    @Test
    void takesRecordsOfCallsThatWereGivenUpForWhatTheyAre() {
        assertThat(new LedgerCount("grammage", 10, 3, 13, 13).doubled()).isZero();
        assertThat(new LedgerCount("grammage", 10, 3, 10, 10).lost()).isZero();
        assertThat(new LedgerCount("grammage", 10, 3, 14, 14).doubled()).isEqualTo(1);
    }

    @Test
    void countsCompletedCallsInTheDatabase(@TempDir Path directory) throws Exception {
        Path database = directory.resolve("grammage.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE usage_record (id BLOB, outcome TEXT)");
            statement.execute(
                    "INSERT INTO usage_record VALUES (x'01', 'completed'), (x'02', 'completed'), (x'02', 'completed'),"
                            + " (x'03', 'client_gone')");
        }
        assertThat(LedgerCount.await("grammage", database, 3, 0)).isEqualTo(new LedgerCount("grammage", 3, 0, 3, 2));
    }
}
