package io.grammage.bench.harness;

/**
 * A kind of traffic.
 *
 * @param name as it stands in the table
 * @param requestBytes size of a request's body
 * @param answerBytes size of an answer's body
 * @param connections calls on their way at a time
 */
record Lane(String name, int requestBytes, int answerBytes, int connections) {
    /** Plain chat calls, as many at a time as there are connections. */
    static Lane json(int connections) {
        return new Lane("JSON 2 KB in, 1 KB out", 2048, 1024, connections);
    }
}
