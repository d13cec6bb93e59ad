package io.grammage.gateway.store.sqlite;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;

/** Turns what SQLite throws into what the ports promise. */
final class SqliteFailure {
    private static final int PRIMARY_CODE = 0xff;

    /** Waiting or making room helps against these, and nothing was changed. */
    private static final Set<Integer> PASSING = Set.of(
            SQLiteErrorCode.SQLITE_BUSY.code,
            SQLiteErrorCode.SQLITE_LOCKED.code,
            SQLiteErrorCode.SQLITE_FULL.code,
            SQLiteErrorCode.SQLITE_IOERR.code,
            SQLiteErrorCode.SQLITE_NOMEM.code,
            SQLiteErrorCode.SQLITE_READONLY.code,
            SQLiteErrorCode.SQLITE_CANTOPEN.code);

    private SqliteFailure() {}

    /** The exception to throw on the thread that waits. */
    static RuntimeException of(Throwable failure) {
        return switch (failure) {
            case SQLException sql
            when isPassing(sql) ->
                new GatewayException(
                        ErrorCode.LEDGER_UNAVAILABLE,
                        "The store cannot be used at the moment: " + reason(sql) + ". Try again later.",
                        sql);
            case SQLException sql
            when isOverflow(sql) ->
                new IllegalArgumentException("A stored sum would exceed " + Long.MAX_VALUE + ".", sql);
            case SQLException sql ->
                new IllegalStateException("The store refused a statement: " + sql.getMessage(), sql);
            case GatewayException refusal -> refusal;
            case IllegalArgumentException refusal -> refusal;
            case Error error -> throw error;
            default -> new IllegalStateException("A transaction failed: " + failure.getMessage(), failure);
        };
    }

    private static boolean isPassing(SQLException failure) {
        return PASSING.contains(primaryCode(failure));
    }

    /** A sum that outgrew an integer becomes a number with a point, which the strict column refuses. */
    private static boolean isOverflow(SQLException failure) {
        String message = failure.getMessage();
        return message != null && message.contains("cannot store REAL value in INTEGER column");
    }

    private static String reason(SQLException failure) {
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(primaryCode(failure));
        return switch (code) {
            case SQLITE_BUSY, SQLITE_LOCKED -> "another process has been writing to it for too long";
            case SQLITE_FULL -> "its disk is full";
            case SQLITE_READONLY -> "it is read-only";
            default -> "its disk cannot be read or written";
        };
    }

    private static int primaryCode(SQLException failure) {
        return failure.getErrorCode() & PRIMARY_CODE;
    }
}
