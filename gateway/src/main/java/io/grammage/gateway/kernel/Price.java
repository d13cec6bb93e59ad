package io.grammage.gateway.kernel;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Currency;

/**
 * What a million of a unit costs for a model in a mode.
 *
 * @param model the public name of the model
 * @param perMillion currency units per 1,000,000 of the unit: zero or more, at most {@value #SCALE_MAX} decimals, below
 *     {@value #PER_MILLION_LIMIT}
 */
public record Price(PriceId id, String model, UsageUnit unit, Mode mode, BigDecimal perMillion, Currency currency) {
    /** Decimals of a price per million; the amount of one token then has at most {@link Money#SCALE_MAX}. */
    public static final int SCALE_MAX = 6;

    private static final long PER_MILLION_LIMIT = 1_000_000_000L;
    private static final BigDecimal LIMIT = BigDecimal.valueOf(PER_MILLION_LIMIT);

    public Price {
        requireNonNull(id, "id");
        requireNonNull(model, "model");
        requireNonNull(unit, "unit");
        requireNonNull(mode, "mode");
        requireNonNull(currency, "currency");
        perMillion = perMillion.stripTrailingZeros();
        if (perMillion.signum() < 0 || perMillion.compareTo(LIMIT) >= 0) {
            throw new IllegalArgumentException("price: " + perMillion.toPlainString()
                    + " (expected: 0 or more and below " + PER_MILLION_LIMIT + ")");
        }
        if (perMillion.scale() > SCALE_MAX) {
            throw new IllegalArgumentException(
                    "price: " + perMillion.toPlainString() + " (expected: at most " + SCALE_MAX + " decimals)");
        }
    }

    /**
     * A price from the configuration. Its id is computed from all that it says, so that it means the same before and
     * after a restart and on every node.
     */
    public static Price configured(String model, UsageUnit unit, Mode mode, BigDecimal perMillion, Currency currency) {
        String meaning = String.join(
                "\n",
                "config",
                model,
                unit.wireName(),
                mode.wireName(),
                perMillion.stripTrailingZeros().toPlainString(),
                currency.getCurrencyCode());
        return new Price(new PriceId(firstEightBytes(meaning)), model, unit, mode, perMillion, currency);
    }

    /** What the quantity costs pro rata, exactly. */
    public BigDecimal amount(long quantity) {
        return perMillion.multiply(BigDecimal.valueOf(quantity)).movePointLeft(6);
    }

    private static long firstEightBytes(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
