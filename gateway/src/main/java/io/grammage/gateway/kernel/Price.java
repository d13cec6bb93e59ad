package io.grammage.gateway.kernel;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Currency;

/**
 * What a unit costs for a model in a mode.
 *
 * @param model the public name of the model
 * @param unitPrice currency units for {@link UsageUnit#pricedQuantity()} of the unit: zero or more, at most {@value #SCALE_MAX} decimals, below
 *     {@value #PRICE_LIMIT}
 */
public record Price(PriceId id, String model, UsageUnit unit, Mode mode, BigDecimal unitPrice, Currency currency) {
    /** Decimals of a price; the amount of one token then has at most {@link Money#SCALE_MAX}. */
    public static final int SCALE_MAX = 6;

    private static final long PRICE_LIMIT = 1_000_000_000L;
    private static final BigDecimal LIMIT = BigDecimal.valueOf(PRICE_LIMIT);

    public Price {
        requireNonNull(id, "id");
        requireNonNull(model, "model");
        requireNonNull(unit, "unit");
        requireNonNull(mode, "mode");
        requireNonNull(currency, "currency");
        unitPrice = unitPrice.stripTrailingZeros();
        if (unitPrice.signum() < 0 || unitPrice.compareTo(LIMIT) >= 0) {
            throw new IllegalArgumentException(
                    "price: " + unitPrice.toPlainString() + " (expected: 0 or more and below " + PRICE_LIMIT + ")");
        }
        if (unitPrice.scale() > SCALE_MAX) {
            throw new IllegalArgumentException(
                    "price: " + unitPrice.toPlainString() + " (expected: at most " + SCALE_MAX + " decimals)");
        }
    }

    /** Whether it is for the same model, unit and mode. */
    public boolean isForSame(Price other) {
        return unit == other.unit && mode == other.mode && model.equals(other.model);
    }

    /** A price from the configuration. */
    public static Price configured(String model, UsageUnit unit, Mode mode, BigDecimal unitPrice, Currency currency) {
        return of("config", model, unit, mode, unitPrice, currency);
    }

    /**
     * A price from some source. Its id is computed from all that it says, so that it means the same before and after a
     * restart and on every node.
     */
    public static Price of(
            String source, String model, UsageUnit unit, Mode mode, BigDecimal unitPrice, Currency currency) {
        String meaning = String.join(
                "\n",
                source,
                model,
                unit.wireName(),
                mode.wireName(),
                unitPrice.stripTrailingZeros().toPlainString(),
                currency.getCurrencyCode());
        return new Price(new PriceId(firstEightBytes(meaning)), model, unit, mode, unitPrice, currency);
    }

    /**
     * What the quantity costs pro rata: exactly, but for seconds that do not make a whole minute, which are rounded to
     * {@link Money#SCALE_MAX} decimals, half to even.
     */
    public BigDecimal amount(long quantity) {
        BigDecimal product = unitPrice.multiply(BigDecimal.valueOf(quantity));
        return switch (unit) {
            case INPUT, CACHED_INPUT, CACHE_WRITE, AUDIO_INPUT, OUTPUT -> product.movePointLeft(6);
            case AUDIO_SECOND ->
                product.divide(BigDecimal.valueOf(unit.pricedQuantity()), Money.SCALE_MAX, RoundingMode.HALF_EVEN);
            case IMAGE, DOCUMENT -> product;
        };
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
