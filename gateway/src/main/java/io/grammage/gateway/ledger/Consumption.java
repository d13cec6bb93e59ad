package io.grammage.gateway.ledger;

import static io.grammage.gateway.kernel.Checks.notNegative;
import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.Charge;
import io.grammage.gateway.kernel.ChargeLine;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.kernel.UsageUnit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * What a call consumed, counted.
 *
 * @param notCounted parts of the prompt that an estimate could not count, such as images behind an address
 * @param audioMillis milliseconds of sound, billed per second
 */
public record Consumption(
        TokenCounts tokens, CountSource source, int notCounted, long audioMillis, int images, int documents) {
    /** Nothing was generated. */
    public static final Consumption NONE = new Consumption(TokenCounts.ZERO, CountSource.NONE, 0, 0, 0, 0);

    public Consumption {
        requireNonNull(tokens, "tokens");
        requireNonNull(source, "source");
        notNegative(notCounted, "notCounted");
        notNegative(audioMillis, "audioMillis");
        notNegative(images, "images");
        notNegative(documents, "documents");
        if (source == CountSource.NONE && tokens.total() != 0) {
            throw new IllegalArgumentException(
                    "tokens: " + tokens.total() + " (expected: 0 where nothing was counted)");
        }
    }

    /** Tokens as the provider reported them. */
    public static Consumption reported(TokenCounts tokens) {
        return new Consumption(tokens, CountSource.REPORTED, 0, 0, 0, 0);
    }

    /** Tokens as the gateway estimated them. */
    public static Consumption estimated(TokenCounts tokens, int notCounted) {
        return new Consumption(tokens, CountSource.ESTIMATED, notCounted, 0, 0, 0);
    }

    /** How much of a unit was consumed. Sound is counted in whole seconds, begun ones included. */
    public long quantity(UsageUnit unit) {
        return switch (unit) {
            case INPUT, CACHED_INPUT, CACHE_WRITE, AUDIO_INPUT, OUTPUT -> tokens.count(unit);
            case AUDIO_SECOND -> Math.ceilDiv(audioMillis, 1_000);
            case IMAGE -> images;
            case DOCUMENT -> documents;
        };
    }

    /** A charge that holds every quantity and no price. */
    public Charge unpriced(Currency currency) {
        List<ChargeLine> lines = new ArrayList<>(2);
        for (UsageUnit unit : UsageUnit.values()) {
            if (quantity(unit) > 0) {
                lines.add(new ChargeLine(unit, quantity(unit), null, BigDecimal.ZERO));
            }
        }
        return new Charge(currency, lines);
    }
}
