/**
 * The store in one SQLite file: what runs without being told anything.
 *
 * <p>Start at {@link io.grammage.gateway.store.sqlite.SqliteDatabase}, which opens the file and owns its threads: SQLite
 * calls hold on to the thread that makes them, so that they are made on a few platform threads of their own, one of which
 * writes. Callers block, and may be virtual threads.
 */
@NullMarked
package io.grammage.gateway.store.sqlite;

import org.jspecify.annotations.NullMarked;
