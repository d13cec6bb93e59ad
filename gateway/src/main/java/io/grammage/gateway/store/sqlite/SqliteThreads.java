package io.grammage.gateway.store.sqlite;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Runs transactions on a few platform threads, each on a connection of its own. A transaction that throws undoes what it
 * did, and its connection is closed with it: whatever state an error left it in, the next one starts from a fresh one.
 * Thread-safe; callers block until their transaction has ended.
 */
final class SqliteThreads implements AutoCloseable {
    private static final long CLOSING_SECONDS = 60;

    private final Opener opener;
    private final ExecutorService threads;
    private final ConcurrentLinkedDeque<SqliteSession> idle = new ConcurrentLinkedDeque<>();

    /** Makes sessions. */
    interface Opener {
        SqliteSession open() throws SQLException;
    }

    /** What is done in a transaction. */
    interface Work<T> {
        T run(SqliteSession session) throws SQLException;
    }

    SqliteThreads(String name, int count, Opener opener) {
        this.opener = opener;
        this.threads = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().name(name + "-", 1).daemon().factory());
    }

    /**
     * Runs a transaction.
     *
     * @throws GatewayException {@link ErrorCode#LEDGER_UNAVAILABLE} or {@link ErrorCode#SHUTTING_DOWN}
     */
    <T> T run(Work<T> work) {
        Future<T> result;
        try {
            result = threads.submit(() -> transaction(work));
        } catch (RejectedExecutionException e) {
            throw new GatewayException(ErrorCode.SHUTTING_DOWN, "The store is closed, as the gateway is stopping.", e);
        }
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayException(
                    ErrorCode.SHUTTING_DOWN, "The wait for the store was interrupted, as the gateway is stopping.", e);
        } catch (ExecutionException e) {
            throw SqliteFailure.of(requireNonNull(e.getCause(), "cause"));
        }
    }

    private <T> T transaction(Work<T> work) throws SQLException {
        SqliteSession known = idle.poll();
        SqliteSession session = known == null ? opener.open() : known;
        try {
            session.begin();
            T result = work.run(session);
            session.commit();
            idle.push(session);
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            try {
                session.close();
            } catch (SQLException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    /** Lets running transactions end and closes the connections. */
    @Override
    public void close() throws SQLException {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                throw new SQLException("A transaction still runs after " + CLOSING_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<SQLException> failures = new ArrayList<>();
        for (SqliteSession session = idle.poll(); session != null; session = idle.poll()) {
            try {
                session.close();
            } catch (SQLException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }
}
