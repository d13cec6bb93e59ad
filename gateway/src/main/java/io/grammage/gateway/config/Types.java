package io.grammage.gateway.config;

import io.grammage.footprint.Range;
import io.grammage.gateway.kernel.NearestNames;
import io.grammage.gateway.kernel.Secret;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of single values there are. Each is read from text, exactly: no amount passes through a double. */
final class Types {
    private static final String NUMBER = "[0-9]{1,15}(\\.[0-9]{1,15})?([eE][+-]?[0-9]{1,2})?";
    private static final Pattern DECIMAL = Pattern.compile("-?" + NUMBER);
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,10}");
    private static final Pattern RANGE = Pattern.compile(NUMBER + "( *\\.\\. *" + NUMBER + ")?");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)(ms|s|m|h)?");
    private static final Pattern BYTES = Pattern.compile("([0-9]{1,15})(KiB|MiB|GiB)?");
    private static final Pattern LINE = Pattern.compile("[^\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029]+");
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]([ -~]*[!-~])?");

    private static final int SECRET_MAX = 8192;
    private static final String SECRET = "1 to " + SECRET_MAX + " printable ASCII characters";

    private static final Map<String, Duration> TIME_UNITS = Map.of(
            "ms",
            Duration.ofMillis(1),
            "s",
            Duration.ofSeconds(1),
            "m",
            Duration.ofMinutes(1),
            "h",
            Duration.ofHours(1));
    private static final Map<String, Long> BYTE_UNITS = Map.of("KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private Types() {}

    /** Any text of one to so many characters; a number or boolean is taken as it is written. */
    static ScalarType<String> text(int lengthMax) {
        Map<String, Object> schema = JsonSchema.ofTypes("string", "number", "boolean");
        schema.put("pattern", JsonSchema.orReference("[\\s\\S]{1," + lengthMax + "}"));
        return new ScalarType<>("text, 1 to " + lengthMax + " characters", schema, text -> {
            require(!text.isBlank() && text.codePointCount(0, text.length()) <= lengthMax);
            return text;
        });
    }

    /** The same without line breaks and other control characters. Blanks around it are dropped. */
    static ScalarType<String> line(int lengthMax) {
        Map<String, Object> schema = JsonSchema.ofTypes("string", "number", "boolean");
        schema.put("pattern", JsonSchema.orReference("\\s*" + LINE.pattern() + "\\s*"));
        return new ScalarType<>("one line of text, 1 to " + lengthMax + " characters", schema, text -> {
            String line = text.strip();
            require(line.length() <= lengthMax && LINE.matcher(line).matches());
            return line;
        });
    }

    /** A name that can stand in a header: printable ASCII. Blanks around it are dropped. */
    static ScalarType<String> name(int lengthMax) {
        Map<String, Object> schema = JsonSchema.ofTypes("string", "number", "boolean");
        schema.put("pattern", JsonSchema.orReference("\\s*[!-~]([ -~]*[!-~])?\\s*"));
        return new ScalarType<>("1 to " + lengthMax + " printable ASCII characters", schema, text -> {
            String name = text.strip();
            require(name.length() <= lengthMax && PRINTABLE.matcher(name).matches());
            return name;
        });
    }

    /** One of some words. */
    static ScalarType<String> choice(List<String> words) {
        String expectation = "one of " + String.join(", ", words);
        return new ScalarType<>(expectation, JsonSchema.choice(words), text -> {
            if (!words.contains(text)) {
                List<String> nearest = NearestNames.of(text, words);
                throw new IllegalArgumentException(
                        nearest.isEmpty()
                                ? expectation
                                : expectation + "; did you mean " + String.join(" or ", nearest) + "?");
            }
            return text;
        });
    }

    static ScalarType<Boolean> flag() {
        Map<String, Object> schema = JsonSchema.ofTypes("boolean", "string");
        schema.put("pattern", JsonSchema.orReference("true|false"));
        return new ScalarType<>("true or false", schema, text -> {
            require(text.equals("true") || text.equals("false"));
            return text.equals("true");
        });
    }

    static ScalarType<Integer> whole(int min, int max) {
        Map<String, Object> schema = JsonSchema.ofTypes("integer", "string");
        schema.put("minimum", min);
        schema.put("maximum", max);
        schema.put("pattern", JsonSchema.orReference(WHOLE.pattern()));
        return new ScalarType<>("a whole number, " + min + " to " + max, schema, text -> {
            require(WHOLE.matcher(text).matches());
            long value = Long.parseLong(text);
            require(value >= min && value <= max);
            return (int) value;
        });
    }

    /** An exact decimal number with at most so many decimals. */
    static ScalarType<BigDecimal> decimal(String min, String max, int decimals) {
        BigDecimal least = new BigDecimal(min);
        BigDecimal most = new BigDecimal(max);
        Map<String, Object> schema = JsonSchema.ofTypes("number", "string");
        schema.put("minimum", least);
        schema.put("maximum", most);
        schema.put("pattern", JsonSchema.orReference(DECIMAL.pattern()));
        String expectation = "a number, " + min + " to " + max + ", with at most " + decimals + " decimals";
        return new ScalarType<>(expectation, schema, text -> {
            require(DECIMAL.matcher(text).matches());
            BigDecimal value = new BigDecimal(text).stripTrailingZeros();
            require(value.compareTo(least) >= 0 && value.compareTo(most) <= 0 && value.scale() <= decimals);
            return value;
        });
    }

    /** A price per million, zero or more. */
    static ScalarType<BigDecimal> price() {
        return decimal("0", "999999999", 6);
    }

    /** A number, or two with two dots between them. */
    static ScalarType<Range> range(int min, int max) {
        Map<String, Object> schema = JsonSchema.ofTypes("number", "string");
        schema.put("minimum", min);
        schema.put("maximum", max);
        schema.put("pattern", JsonSchema.orReference(RANGE.pattern()));
        String expectation = "a number or a range such as 8..28, within " + min + " to " + max;
        return new ScalarType<>(expectation, schema, text -> {
            require(RANGE.matcher(text).matches());
            Range range = Range.parse(text);
            require(range.min() >= min && range.max() <= max);
            return range;
        });
    }

    static ScalarType<Duration> duration(Duration min, Duration max) {
        Map<String, Object> schema = JsonSchema.ofTypes("string", "number");
        schema.put("minimum", BigDecimal.valueOf(min.toMillis(), 3).stripTrailingZeros());
        schema.put("maximum", max.toSeconds());
        schema.put("pattern", JsonSchema.orReference(DURATION.pattern()));
        String expectation =
                "a duration such as 500ms, 5s, 2m or 1h, or a number of seconds, " + shown(min) + " to " + shown(max);
        return new ScalarType<>(expectation, schema, text -> {
            Matcher matcher = DURATION.matcher(text);
            require(matcher.matches());
            String unit = matcher.group(2) == null ? "s" : matcher.group(2);
            BigDecimal nanos = new BigDecimal(matcher.group(1))
                    .multiply(BigDecimal.valueOf(
                            TIME_UNITS.getOrDefault(unit, Duration.ZERO).toNanos()));
            require(nanos.compareTo(BigDecimal.valueOf(max.toNanos())) <= 0);
            Duration value = Duration.ofNanos(nanos.longValue());
            require(value.compareTo(min) >= 0);
            return value;
        });
    }

    static ScalarType<Long> bytes(long min, long max) {
        Map<String, Object> schema = JsonSchema.ofTypes("string", "integer");
        schema.put("minimum", min);
        schema.put("maximum", max);
        schema.put("pattern", JsonSchema.orReference(BYTES.pattern()));
        String expectation = "a number of bytes such as 512KiB, 32MiB or 1GiB, " + min + " to " + max;
        return new ScalarType<>(expectation, schema, text -> {
            Matcher matcher = BYTES.matcher(text);
            require(matcher.matches());
            long unit = matcher.group(2) == null ? 1 : BYTE_UNITS.getOrDefault(matcher.group(2), 1L);
            long number = Long.parseLong(matcher.group(1));
            require(number <= max / unit && number * unit >= min);
            return number * unit;
        });
    }

    /** A date, which means its first moment in UTC, or a moment with its offset. */
    static ScalarType<Instant> moment() {
        Map<String, Object> schema = JsonSchema.ofTypes("string");
        schema.put("pattern", JsonSchema.orReference("[0-9]{4}-[0-9]{2}-[0-9]{2}(T.+)?"));
        return new ScalarType<>("a date such as 2027-03-31 or a moment such as 2027-03-31T12:00:00Z", schema, text -> {
            try {
                return text.length() == "2027-03-31".length()
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw expected(e);
            }
        });
    }

    /** A text that is never shown; it has to fit into a header. */
    static ScalarType<Secret> secret() {
        Map<String, Object> schema = JsonSchema.ofTypes("string", "number", "boolean");
        schema.put("pattern", JsonSchema.orReference("\\s*[!-~]([ -~]*[!-~])?\\s*"));
        return new ScalarType<>(SECRET, schema, Types::secretOf).secret();
    }

    /**
     * A secret, without the blanks and line ends around it.
     *
     * @throws IllegalArgumentException when it does not fit into a header
     */
    static Secret secretOf(String text) {
        String value = text.strip();
        if (value.length() > SECRET_MAX || !PRINTABLE.matcher(value).matches()) {
            throw new IllegalArgumentException(SECRET);
        }
        return new Secret(value);
    }

    /** A file or directory. */
    static ScalarType<Path> path() {
        Map<String, Object> schema = JsonSchema.ofTypes("string", "number", "boolean");
        schema.put("pattern", JsonSchema.orReference("[\\s\\S]{1,4096}"));
        return new ScalarType<>("a path, 1 to 4096 characters", schema, text -> {
            require(!text.isBlank() && text.length() <= 4096);
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw expected(e);
            }
        });
    }

    private static String shown(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    private static void require(boolean met) {
        if (!met) {
            throw new IllegalArgumentException();
        }
    }

    /** The type's own expectation says more than the exception of the parser. */
    private static IllegalArgumentException expected(RuntimeException cause) {
        return new IllegalArgumentException(null, cause);
    }
}
