package io.grammage.gateway.simulator;

import java.util.Locale;

/** How a call to the simulator ended. */
public enum CallEnd {
    /** The whole answer was handed to the connection while the client was there. */
    COMPLETED,
    /** The simulator broke the connection on purpose, by a knob. */
    CUT,
    /** The client left before the end. */
    CLIENT_GONE,
    /** The answer was an error, wanted by a knob or not, or an event of the stream was. */
    FAILED;

    /** The name in the log, for example {@code client_gone}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
