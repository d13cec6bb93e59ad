package io.grammage.footprint;

import java.util.regex.Pattern;

/**
 * A place that electricity comes from: ISO 3166-1 alpha-3 for countries, {@code WOR} for the world, or an operator's own
 * name for a mix of its own. Compared by exact spelling.
 */
public record Zone(String code) {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    public static final Zone WORLD = new Zone("WOR");

    public Zone {
        if (!CODE.matcher(code).matches()) {
            throw new FootprintException("zone: \"" + code
                    + "\" (expected: ISO 3166-1 alpha-3 or WOR, or up to 32 letters, digits, '.', '_', '-')");
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
