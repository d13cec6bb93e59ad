package io.grammage.gateway.app;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done now and then again and again, until the thread it runs on is interrupted. Where it fails, that is logged once and it
 * is tried again.
 *
 * @param failure what to log, such as "Bills that are due could not be made final"
 */
record Repeated(Duration period, String failure, Runnable work) implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Repeated.class);

    Repeated {
        requireNonNull(period, "period");
        requireNonNull(failure, "failure");
        requireNonNull(work, "work");
    }

    @Override
    public void run() {
        boolean failing = false;
        while (!Thread.currentThread().isInterrupted()) {
            failing = !isDone(failing);
            try {
                Thread.sleep(period);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isDone(boolean failedBefore) {
        try {
            work.run();
            return true;
        } catch (RuntimeException e) {
            // A store that closes under it is the end, and no failure.
            if (!failedBefore && !Thread.currentThread().isInterrupted()) {
                LOG.error("{}; this is tried again", failure, e);
            }
            return false;
        }
    }
}
