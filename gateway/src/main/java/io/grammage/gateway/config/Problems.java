package io.grammage.gateway.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what is wrong with a configuration, so that all of it can be told at once. Not thread-safe. */
public final class Problems {
    /** More errors than this are counted but not told. */
    static final int ERRORS_MAX = 20;

    private static final Comparator<Problem> BY_PLACE = Comparator.comparingInt(
                    (Problem problem) -> problem.place().line())
            .thenComparingInt(problem -> problem.place().column());

    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    /** The configuration cannot be used because of this. */
    public void error(Place place, String message) {
        errors.add(new Problem(place, message));
    }

    /** The configuration can be used, but somebody should know. */
    public void warning(Place place, String message) {
        warnings.add(new Problem(place, message));
    }

    int errorCount() {
        return errors.size();
    }

    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    /** The warnings in the order of their places. */
    public List<Problem> warnings() {
        return warnings.stream().sorted(BY_PLACE).toList();
    }

    /**
     * Ends the reading when there was an error.
     *
     * @throws ConfigException with the errors in the order of their places
     */
    public void throwIfErrors() {
        if (hasErrors()) {
            throw new ConfigException(errors.stream().sorted(BY_PLACE).toList());
        }
    }
}
