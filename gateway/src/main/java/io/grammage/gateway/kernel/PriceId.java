package io.grammage.gateway.kernel;

/**
 * Identifies a price for ever: the same id never means another amount. Written {@code price_} and 16 hexadecimal
 * digits.
 */
public record PriceId(long value) {
    private static final String PREFIX = "price_";

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    public static PriceId parse(String text) {
        if (!text.startsWith(PREFIX) || text.length() != PREFIX.length() + 16) {
            throw new IllegalArgumentException("price id: " + text + " (expected: price_ and 16 hexadecimal digits)");
        }
        return new PriceId(Long.parseUnsignedLong(text.substring(PREFIX.length()), 16));
    }

    @Override
    public String toString() {
        String digits = Long.toHexString(value);
        return PREFIX + "0".repeat(16 - digits.length()) + digits;
    }
}
