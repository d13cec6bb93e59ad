package io.grammage.bench.load;

/** Why a call does not count as answered. */
public enum Failure {
    /** Another status than expected. */
    STATUS,
    /** The body lacks the marker. */
    MARKER,
    /** The body does not end as it should: a stream that broke off. */
    ENDING,
    /** The connection broke, or what came was not HTTP. */
    CONNECTION,
    /** No answer until the run was given up. */
    UNANSWERED
}
