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
    private int retryAfterSeconds = Integer.MAX_VALUE;

    /** Why an attempt failed, as far as the next step depends on it. */
    enum Kind {
        /** No answer, a broken one, or one with a status of 500 and above. */
        BROKEN,
        /** Status 429. */
        RATE_LIMITED,
        /** A status that means the operator's set-up is wrong: the key, the address, the model's name. */
        REFUSED
    }

    void add(Attempt attempt, Kind kind) {
        failed.add(attempt);
        switch (kind) {
            case BROKEN -> {}
            case RATE_LIMITED -> rateLimited++;
            case REFUSED -> refused++;
        }
    }

    /** What a provider said of when to come back. */
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
        if (rateLimited == failed.size()) {
            int seconds = retryAfterSeconds == Integer.MAX_VALUE ? RETRY_AFTER_DEFAULT : retryAfterSeconds;
            return new GatewayException(
                            ErrorCode.PROVIDER_RATE_LIMITED,
                            "Every provider of model '" + model + "' limits its rate: " + tried + ". Try again in "
                                    + seconds + " s.")
                    .retryAfter(seconds);
        }
        if (refused == failed.size()) {
            return new GatewayException(
                    ErrorCode.PROVIDER_REFUSED,
                    "The providers of model '" + model + "' refuse this gateway: " + tried
                            + ". This is for the gateway's operator to mend.");
        }
        return new GatewayException(
                ErrorCode.PROVIDERS_UNAVAILABLE, "No provider of model '" + model + "' answered: " + tried + ".");
    }
}
