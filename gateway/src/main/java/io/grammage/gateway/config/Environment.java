package io.grammage.gateway.config;

import org.jspecify.annotations.Nullable;

/** The variables that a configuration can refer to. */
@FunctionalInterface
public interface Environment {

    /** The value of a variable, possibly empty, or null when it is not set. */
    @Nullable
    String get(String name);

    /** The variables of this process. */
    static Environment system() {
        return System::getenv;
    }
}
