package io.grammage.footprint.infrastructure;

import io.grammage.footprint.FootprintException;
import io.grammage.footprint.internal.Check;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of data, or the room for it.
 *
 * @param bytes 0 to 1e21
 */
public record DataSize(double bytes) {
    private static final Pattern TEXT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([A-Za-z]+)");
    private static final Map<String, Double> UNITS = Map.of(
            "b", 1.0, "kb", 1e3, "mb", 1e6, "gb", 1e9, "tb", 1e12, "kib", 0x1p10, "mib", 0x1p20, "gib", 0x1p30, "tib",
            0x1p40);

    public DataSize {
        Check.within("size in bytes", bytes, 0, 1e21);
    }

    public static DataSize ofGigabytes(double gigabytes) {
        return new DataSize(gigabytes * 1e9);
    }

    /**
     * Reads {@code "140GB"} (powers of 1000) or {@code "130GiB"} (powers of 1024); units from B to TB and TiB, in any
     * case.
     *
     * @throws FootprintException if the text is neither
     */
    public static DataSize parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        Double unit = matcher.matches() ? UNITS.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
        if (unit == null) {
            throw new FootprintException("size: \"" + text
                    + "\" (expected: a number and B, KB, MB, GB, TB, KiB, MiB, GiB or TiB, as in 140GB)");
        }
        return new DataSize(Double.parseDouble(matcher.group(1)) * unit);
    }

    public DataSize times(double factor) {
        return new DataSize(bytes * factor);
    }

    /**
     * The part that this is of a whole.
     *
     * @throws FootprintException if the whole is empty, or smaller than the part
     */
    public Ratio of(DataSize whole) {
        if (whole.bytes == 0 || bytes > whole.bytes) {
            throw new FootprintException("size in bytes: " + Check.plain(bytes) + " of " + Check.plain(whole.bytes)
                    + " (expected: a part of a whole)");
        }
        return Ratio.of(bytes / whole.bytes);
    }
}
