package io.grammage.gateway.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used. The message has a line for each error, up to {@value Problems#ERRORS_MAX}. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> errors;

    /** All that is wrong: at least one error. */
    public ConfigException(List<Problem> errors) {
        super(lines(errors), null, false, false);
        this.errors = List.copyOf(errors);
    }

    /** The errors in the order of their places, beyond those that the message has too. */
    public List<Problem> errors() {
        return errors;
    }

    private static String lines(List<Problem> errors) {
        String told = errors.stream()
                .limit(Problems.ERRORS_MAX)
                .map(Problem::toString)
                .collect(Collectors.joining("\n"));
        int untold = errors.size() - Problems.ERRORS_MAX;
        return untold > 0 ? told + "\n... and " + untold + " more" : told;
    }
}
