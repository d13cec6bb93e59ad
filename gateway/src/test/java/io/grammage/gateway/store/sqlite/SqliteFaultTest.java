package io.grammage.gateway.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.ledger.UsageRecord;
import io.grammage.gateway.ledger.VerifyReport;
import io.grammage.gateway.ledger.testing.ChildJvm;
import io.grammage.gateway.ledger.testing.UsageRecords;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the SQLite store does when its process, its disk or its neighbour fails. */
class SqliteFaultTest {
    private static final int BATCH = 200;

    @TempDir
    private Path directory;

    @BeforeEach
    void create() {
        FreshDatabase.open(directory).close();
    }

    @Test
    void aBatchIsThereWholeOrNotAtAllAfterAKill() throws Exception {
        long before = 0;
        for (int round = 1; round <= 2; round++) {
            int reported = killDuringInserts(round, round * 2);

            try (SqliteDatabase database = SqliteDatabase.open(directory)) {
                SqliteUsageStore store = new SqliteUsageStore(database);
                VerifyReport report = store.verify();
                assertThat(report.differences()).isEmpty();
                assertThat(report.records() - before)
                        .isGreaterThanOrEqualTo((long) reported * BATCH)
                        .matches(added -> added % BATCH == 0);
                before = report.records();
                assertThat(store.insert(new UsageRecords(round).list(reported * BATCH)))
                        .isZero();
            }
        }
    }

    /** Kills at some moment after a batch was reported; how many were is a lower bound. */
    private int killDuringInserts(long seed, int after) throws Exception {
        try (ChildJvm child = ChildJvm.start(Inserting.class, directory.toString(), Long.toString(seed))) {
            int reported = 0;
            while (reported < after && child.readLine() != null) {
                reported++;
            }
            Thread.sleep(after * 5L);
            child.kill();
            return reported;
        }
    }

    /** Inserts batch after batch until it is killed or nobody listens, and tells of each. */
    static final class Inserting {
        private Inserting() {}

        public static void main(String[] args) {
            try (SqliteDatabase database = SqliteDatabase.open(Path.of(args[0]))) {
                SqliteUsageStore store = new SqliteUsageStore(database);
                UsageRecords records = new UsageRecords(Long.parseLong(args[1]));
                for (int i = 0; !System.out.checkError(); i++) {
                    store.insert(records.list(BATCH));
                    System.out.println(i);
                }
            }
        }
    }

    @Test
    void aFullDiskIsSaidAndNothingIsHalfWritten() {
        List<UsageRecord> records = new UsageRecords(1).list(300);
        try (SqliteDatabase database = SqliteDatabase.open(directory)) {
            SqliteUsageStore store = new SqliteUsageStore(database);
            store.insert(records.subList(0, 20));
            database.writer().run(session -> session.all("PRAGMA max_page_count = 1", none -> {}, RowReader::number));

            expectUnavailable(() -> store.insert(records), "disk is full");

            assertThat(store.verify().records()).isEqualTo(20);
            assertThat(store.verify().isClean()).isTrue();
            assertThat(store.insert(records)).isEqualTo(280);
            assertThat(store.verify().isClean()).isTrue();
        }
    }

    @Test
    void aNeighbourThatWritesIsWaitedFor() throws Exception {
        try (SqliteDatabase database = SqliteDatabase.open(directory);
                Connection neighbour = connect();
                Statement statement = neighbour.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            CompletableFuture<Integer> insert = CompletableFuture.supplyAsync(
                    () -> new SqliteUsageStore(database).insert(new UsageRecords(2).list(10)));
            Thread.sleep(200);
            assertThat(insert).isNotDone();
            statement.execute("COMMIT");

            assertThat(insert.get()).isEqualTo(10);
        }
    }

    @Test
    void aNeighbourThatHoldsTheLockTooLongIsSaid() throws Exception {
        try (SqliteDatabase database = SqliteDatabase.open(directory, 50);
                Connection neighbour = connect();
                Statement statement = neighbour.createStatement()) {
            SqliteUsageStore store = new SqliteUsageStore(database);
            List<UsageRecord> records = new UsageRecords(3).list(10);
            statement.execute("BEGIN IMMEDIATE");

            expectUnavailable(() -> store.insert(records), "another process");
            assertThat(store.verify().records()).isZero();
            statement.execute("COMMIT");

            assertThat(store.insert(records)).isEqualTo(10);
        }
    }

    private static void expectUnavailable(ThrowingCallable write, String reason) {
        assertThatThrownBy(write).isInstanceOfSatisfying(GatewayException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE);
            assertThat(refusal.message()).contains(reason);
        });
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(SqliteDatabase.FILE_NAME));
    }
}
