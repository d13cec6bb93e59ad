package io.grammage.gateway.relay;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.ledger.Attempt;
import java.util.ArrayList;
import java.util.List;

/** The tries of a call that failed, and what they add up to when none is left. Confined to an event loop. */
final class Attempts {
    private static final int RETRY_AFTER_DEFAULT = 1;

    private final List<Attempt> failed = new ArrayList<>(1);
    private int rateLimited;
    private int refused;
    private int spared;
    private int retryAfterSeconds = Integer.MAX_VALUE;

    /** Why an attempt failed, as far as the next step depends on it. */
    enum Kind {
        /** No answer, a broken one, or one with a status of 500 and above. */
        BROKEN(true),
        /** Too slow: waiting as long again would help nobody. */
        SLOW(false),
        /** Status 429. */
        RATE_LIMITED(true),
        /** A status that means the operator's set-up is wrong: the key, the address, the model's name. */
        REFUSED(false),
        /** The provider was not asked: no place was free in time, or its circuit is open. */
        SPARED(false),
        /** An error in place of the first event, or a prompt that is too long: asked again, it would say the same. */
        TOLD(false);

        private final boolean mayPass;

        Kind(boolean mayPass) {
            this.mayPass = mayPass;
        }

        /** Whether the same provider may answer if asked again soon. */
        boolean mayPass() {
            return mayPass;
        }

        /** The kind of a failure before any status came. */
        static Kind of(String failure) {
            return switch (failure) {
                case "queue_full", "queue_timeout", "circuit_open" -> SPARED;
                case "first_byte_timeout", "idle_timeout", "total_timeout" -> SLOW;
                case "error_event" -> TOLD;
                default -> BROKEN;
            };
        }
    }

    void add(Attempt attempt, Kind kind) {
        failed.add(attempt);
        switch (kind) {
            case BROKEN, SLOW, TOLD -> {}
            case SPARED -> spared++;
            case RATE_LIMITED -> rateLimited++;
            case REFUSED -> refused++;
        }
    }

    /** When somebody may be asked again, in seconds. */
    void retryAfter(int seconds) {
        retryAfterSeconds = Math.min(retryAfterSeconds, seconds);
    }

    List<Attempt> failed() {
        return failed;
    }

    /** Whether the last try ended because time ran out. */
    boolean timedOut() {
        return !failed.isEmpty() && failed.getLast().failure().endsWith("_timeout");
    }

    /** What to tell the caller now that no provider is left. */
    GatewayException refusal(String model) {
        StringBuilder tried = new StringBuilder();
        for (Attempt attempt : failed) {
            tried.append(tried.isEmpty() ? "" : ", ").append(attempt.provider()).append(" (");
            tried.append(attempt.status() == 0 ? attempt.failure() : "status " + attempt.status());
            tried.append(')');
        }
        int wait = retryAfterSeconds == Integer.MAX_VALUE ? RETRY_AFTER_DEFAULT : retryAfterSeconds;
        if (rateLimited == failed.size()) {
            return new GatewayException(
                            ErrorCode.PROVIDER_RATE_LIMITED,
                            "Every provider of model '" + model + "' limits its rate: " + tried + ". Try again in "
                                    + wait + " s.")
                    .retryAfter(wait);
        }
        if (refused == failed.size()) {
            return new GatewayException(
                    ErrorCode.PROVIDER_REFUSED,
                    "The providers of model '" + model + "' refuse this gateway: " + tried
                            + ". This is for the gateway's operator to mend.");
        }
        GatewayException unavailable = new GatewayException(
                ErrorCode.PROVIDERS_UNAVAILABLE, "No provider of model '" + model + "' answered: " + tried + ".");
        return spared + rateLimited > 0 ? unavailable.retryAfter(wait) : unavailable;
    }
}
