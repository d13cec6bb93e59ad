package io.grammage.gateway.telemetry;

/** How log lines are written. */
public enum LogFormat {
    /** One JSON object a line. */
    JSON,
    /** For people. */
    TEXT
}
