package io.grammage.gateway.billing;

import static io.grammage.gateway.kernel.Checks.notNegative;
import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.UsageUnit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Quantities that a free tier counts: tokens of all types, and seconds of sound. Nothing else is ever free. */
public record FreeAllowance(long tokens, long audioSeconds) {
    /** None of either. */
    public static final FreeAllowance NOTHING = new FreeAllowance(0, 0);

    private static final Comparator<Meter> DEAREST_FIRST = Comparator.<Meter, BigDecimal>comparing(
                    meter -> requireNonNull(meter.price()).unitPrice())
            .reversed()
            .thenComparing(Comparator.naturalOrder());

    public FreeAllowance {
        notNegative(tokens, "tokens");
        notNegative(audioSeconds, "audioSeconds");
    }

    /** What of some consumption a free tier counts: that which costs anything. */
    static FreeAllowance counted(List<Metered> consumption) {
        long tokens = 0;
        long seconds = 0;
        for (Metered each : consumption) {
            if (each.meter().isCharged()) {
                if (each.meter().unit().isToken()) {
                    tokens = Math.addExact(tokens, each.quantity());
                } else if (each.meter().unit() == UsageUnit.AUDIO_SECOND) {
                    seconds = Math.addExact(seconds, each.quantity());
                }
            }
        }
        return new FreeAllowance(tokens, seconds);
    }

    /** With another. */
    FreeAllowance plus(FreeAllowance other) {
        return new FreeAllowance(Math.addExact(tokens, other.tokens), Math.addExact(audioSeconds, other.audioSeconds));
    }

    /** Less another, and never below nothing. */
    FreeAllowance minus(FreeAllowance used) {
        return new FreeAllowance(Math.max(0, tokens - used.tokens), Math.max(0, audioSeconds - used.audioSeconds));
    }

    /** Of each the lesser. */
    FreeAllowance atMost(FreeAllowance other) {
        return new FreeAllowance(Math.min(tokens, other.tokens), Math.min(audioSeconds, other.audioSeconds));
    }

    /** Of each the greater. */
    FreeAllowance atLeast(FreeAllowance other) {
        return new FreeAllowance(Math.max(tokens, other.tokens), Math.max(audioSeconds, other.audioSeconds));
    }

    /**
     * Gives it to what an organization consumed, the dearest first, and what costs the same in the order of the bill.
     *
     * @param totals consumption of each meter, of all projects together
     * @return the free quantity of each meter that gets any
     */
    Map<Meter, Long> allotTo(Map<Meter, Long> totals) {
        Map<Meter, Long> free = new TreeMap<>();
        allot(totals, free, tokens, true);
        allot(totals, free, audioSeconds, false);
        return free;
    }

    private static void allot(Map<Meter, Long> totals, Map<Meter, Long> free, long allowance, boolean ofTokens) {
        List<Meter> meters = new ArrayList<>();
        for (Meter meter : totals.keySet()) {
            boolean fits = ofTokens ? meter.unit().isToken() : meter.unit() == UsageUnit.AUDIO_SECOND;
            if (fits && meter.isCharged()) {
                meters.add(meter);
            }
        }
        meters.sort(DEAREST_FIRST);
        long left = allowance;
        for (Meter meter : meters) {
            long given = Math.min(left, totals.getOrDefault(meter, 0L));
            if (given > 0) {
                free.put(meter, given);
                left -= given;
            }
        }
    }
}
