package io.grammage.gateway.ledger;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A call that waits for its record to be durable. Completes on the executor that it came from. */
final class Waiter extends CompletableFuture<@Nullable Void> {
    private final Executor executor;

    Waiter(Executor executor) {
        this.executor = executor;
    }

    /** Completes a group: with a failure, or well when there is none. One task for each executor, whatever the group's size. */
    static void complete(List<Waiter> group, @Nullable Throwable failure) {
        IdentityHashMap<Executor, List<Waiter>> byExecutor = new IdentityHashMap<>();
        for (Waiter waiter : group) {
            byExecutor
                    .computeIfAbsent(waiter.executor, executor -> new ArrayList<>())
                    .add(waiter);
        }
        byExecutor.forEach((executor, waiters) -> {
            Runnable task = () -> completeNow(waiters, failure);
            try {
                executor.execute(task);
            } catch (RuntimeException e) {
                // The loop has ended, or takes no more. Whoever still holds the stage must not wait for ever.
                task.run();
            }
        });
    }

    private static void completeNow(List<Waiter> waiters, @Nullable Throwable failure) {
        for (Waiter waiter : waiters) {
            if (failure == null) {
                waiter.complete(null);
            } else {
                waiter.completeExceptionally(failure);
            }
        }
    }
}
