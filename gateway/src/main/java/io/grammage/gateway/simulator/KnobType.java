package io.grammage.gateway.simulator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What values a {@link Knob} takes, and how they are read. A refusal's message is the expectation alone. */
sealed interface KnobType {

    /** The values in short, for the help text. */
    String syntax();

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException when it is none; the caller adds knob and value to the message
     */
    Object parse(String text);

    private static IllegalArgumentException expected(KnobType type) {
        return new IllegalArgumentException("expected: " + type.syntax());
    }

    /** A whole number between two bounds, both included; {@code wordForOne} is another spelling of 1. */
    record WholeNumber(long min, long max, @Nullable String wordForOne) implements KnobType {
        WholeNumber(long min, long max) {
            this(min, max, null);
        }

        @Override
        public String syntax() {
            return min + ".." + max + (wordForOne == null ? "" : " or " + wordForOne);
        }

        @Override
        public Long parse(String text) {
            if (text.equals(wordForOne)) {
                return 1L;
            }
            if (!text.matches("[0-9]{1,18}")) {
                throw expected(this);
            }
            long value = Long.parseLong(text);
            if (value < min || value > max) {
                throw expected(this);
            }
            return value;
        }
    }

    /** A number with decimals between two bounds, both included. */
    record Decimal(double min, double max) implements KnobType {
        @Override
        public String syntax() {
            return String.format(Locale.ROOT, "%.0f..%.0f, decimals allowed", min, max);
        }

        @Override
        public Double parse(String text) {
            if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
                throw expected(this);
            }
            double value = Double.parseDouble(text);
            if (value < min || value > max) {
                throw expected(this);
            }
            return value;
        }
    }

    /** On or off; the empty value means on. */
    record Switch() implements KnobType {
        @Override
        public String syntax() {
            return "true or false";
        }

        @Override
        public Boolean parse(String text) {
            return switch (text) {
                case "", "true", "1" -> true;
                case "false", "0" -> false;
                default -> throw expected(this);
            };
        }
    }

    /** A constant of an enum, spelled in lower case with hyphens. */
    record OneOf<E extends Enum<E>>(Class<E> constants) implements KnobType {
        @Override
        public String syntax() {
            List<String> names = new ArrayList<>();
            for (E constant : constants.getEnumConstants()) {
                names.add(spelling(constant));
            }
            return String.join(" | ", names);
        }

        @Override
        public E parse(String text) {
            for (E constant : constants.getEnumConstants()) {
                if (spelling(constant).equals(text)) {
                    return constant;
                }
            }
            throw expected(this);
        }

        private static String spelling(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Text that is not blank. */
    record FreeText(int maxLength) implements KnobType {
        @Override
        public String syntax() {
            return "text of at most " + maxLength + " characters";
        }

        @Override
        public String parse(String text) {
            if (text.isBlank() || text.length() > maxLength) {
                throw expected(this);
            }
            return text;
        }
    }

    /** A header of the answer. */
    record HeaderLine() implements KnobType {
        /** Name and value of the header. */
        record Header(String name, String value) {}

        @Override
        public String syntax() {
            return "name: value";
        }

        @Override
        public Header parse(String text) {
            int colon = text.indexOf(':');
            String name = colon < 0 ? "" : text.substring(0, colon).strip();
            String value = text.substring(colon + 1).strip();
            if (!name.matches("[A-Za-z0-9-]{1,100}") || !value.matches("[\\x20-\\x7e]{0,1000}")) {
                throw expected(this);
            }
            return new Header(name, value);
        }
    }

    /** A status with what goes along with it. */
    record StatusLine() implements KnobType {
        /** An error to answer with; the retry delay in seconds and the code only if they were given. */
        record ErrorStatus(
                int status,
                @Nullable String retryAfter,
                @Nullable String code) {}

        @Override
        public String syntax() {
            return "400..599[;retry-after=SECONDS][;code=CODE]";
        }

        @Override
        public ErrorStatus parse(String text) {
            String[] parts = text.split(";", -1);
            if (!parts[0].strip().matches("[45][0-9]{2}")) {
                throw expected(this);
            }
            String retryAfter = null;
            String code = null;
            for (int i = 1; i < parts.length; i++) {
                String part = parts[i].strip();
                if (part.matches("retry-after=[0-9]{1,9}")) {
                    retryAfter = part.substring("retry-after=".length());
                } else if (part.matches("code=[a-z0-9_]{1,100}")) {
                    code = part.substring("code=".length());
                } else {
                    throw expected(this);
                }
            }
            return new ErrorStatus(Integer.parseInt(parts[0].strip()), retryAfter, code);
        }
    }

    /** Numbers of attempts, with commas between them. */
    record AttemptList() implements KnobType {
        /** Attempts of a call, counted from 1. */
        record Attempts(Set<Integer> numbers) {}

        @Override
        public String syntax() {
            return "numbers with commas between them, for example 1,2";
        }

        @Override
        public Attempts parse(String text) {
            Set<Integer> numbers = new LinkedHashSet<>();
            for (String part : text.split(",", -1)) {
                if (!part.strip().matches("[1-9][0-9]{0,3}")) {
                    throw expected(this);
                }
                numbers.add(Integer.valueOf(part.strip()));
            }
            return new Attempts(numbers);
        }
    }
}
