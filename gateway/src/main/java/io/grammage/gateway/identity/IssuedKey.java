package io.grammage.gateway.identity;

import io.grammage.gateway.kernel.Secret;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * The text of a new key, which is shown once and then forgotten: {@code sk-} and 256 random bits in base64url.
 */
public record IssuedKey(Secret text) {
    /** The prefix by which people and secret scanners recognise a key. */
    public static final String PREFIX = "sk-";

    private static final int RANDOM_BYTES = 32;
    private static final int HINT_LENGTH = 4;
    private static final int LENGTH_MIN = 32;

    public IssuedKey {
        String value = text.reveal();
        if (!value.startsWith(PREFIX) || value.length() < LENGTH_MIN || value.length() > 256) {
            throw new IllegalArgumentException("key: " + value.length() + " characters (expected: " + PREFIX
                    + " and then at least " + (LENGTH_MIN - PREFIX.length()) + ", at most 256 in all)");
        }
        if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("key: a character that no header can carry (expected: printable ASCII)");
        }
    }

    /** A new key. The generator must be cryptographically strong. */
    public static IssuedKey random(RandomGenerator random) {
        byte[] bits = new byte[RANDOM_BYTES];
        random.nextBytes(bits);
        return new IssuedKey(
                new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits)));
    }

    public KeyHash hash() {
        return KeyHash.of(text.reveal());
    }

    /** The last characters, which may be shown. */
    public String hint() {
        String value = text.reveal();
        return value.substring(value.length() - HINT_LENGTH);
    }
}
