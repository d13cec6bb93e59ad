package io.grammage.gateway.relay;

import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.catalog.Retries;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Where a call goes next: to each provider of its model, again to those that may have come to themselves after a pause,
 * and then likewise for each fallback. At most {@value #TRIES_MAX} tries in all. Confined to an event loop.
 */
final class Route {
    /** Tries of a call, whatever is configured: all of them stand in its record. */
    static final int TRIES_MAX = 32;

    /** A model and its providers, the one to try first at the front. */
    record Leg(Model model, List<Provider> providers) {}

    /** What to do next. */
    sealed interface Step {
        record Try(Model model, Provider provider) implements Step {}

        /** Wait so long, then ask again. */
        record Pause(long nanos) implements Step {}

        /** Give up. */
        record End() implements Step {}
    }

    private static final Step END = new Step.End();

    private record Failed(Provider provider, long notBeforeNanos) {}

    private final Iterator<Leg> fallbacks;
    private final RandomGenerator random;
    private Leg leg;
    private Deque<Provider> waiting;
    private List<Failed> again = new ArrayList<>(1);
    private int round;
    private int tries;

    /** A route that begins with a leg; the fallbacks are asked for when they are needed. */
    Route(Leg first, Iterator<Leg> fallbacks, RandomGenerator random) {
        this.leg = first;
        this.waiting = new ArrayDeque<>(first.providers());
        this.fallbacks = fallbacks;
        this.random = random;
    }

    /** What to do now that nothing has answered yet. */
    Step next(long nowNanos) {
        if (tries == TRIES_MAX) {
            return END;
        }
        Provider provider = waiting.poll();
        if (provider != null) {
            tries++;
            return new Step.Try(leg.model(), provider);
        }
        Step pause = nextRound(nowNanos);
        if (pause != null) {
            return pause;
        }
        return leaveModel() ? next(nowNanos) : END;
    }

    /** Notes that a provider failed in a way that may pass, and when it may be tried again. */
    void failedForNow(Provider provider, long notBeforeNanos) {
        again.add(new Failed(provider, notBeforeNanos));
    }

    /** Goes on to the next fallback, leaving out what is left of this model; false when there is none. */
    boolean leaveModel() {
        if (tries == TRIES_MAX || !fallbacks.hasNext()) {
            return false;
        }
        leg = fallbacks.next();
        waiting = new ArrayDeque<>(leg.providers());
        again = new ArrayList<>(1);
        round = 0;
        return true;
    }

    private @Nullable Step nextRound(long nowNanos) {
        Retries retries = leg.model().retries();
        if (round == retries.rounds()) {
            return null;
        }
        long backoff = backoffNanos(retries);
        long pause = Long.MAX_VALUE;
        for (Failed failed : again) {
            pause = Math.min(pause, Math.max(backoff, failed.notBeforeNanos() - nowNanos));
        }
        // Without anybody to try again the pause is endless, and so too long.
        if (pause > retries.backoffMax().toNanos()) {
            return null;
        }
        round++;
        for (Failed failed : again) {
            if (failed.notBeforeNanos() - nowNanos <= pause) {
                waiting.add(failed.provider());
            }
        }
        again = new ArrayList<>(1);
        return new Step.Pause(pause);
    }

    private long backoffNanos(Retries retries) {
        long full = Math.min(
                retries.backoff().toNanos() << round, retries.backoffMax().toNanos());
        return full - (long) (random.nextDouble() * full / 2);
    }
}
