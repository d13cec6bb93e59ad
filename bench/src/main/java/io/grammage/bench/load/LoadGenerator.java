package io.grammage.bench.load;

import java.io.IOException;

/** Runs plans, each on the thread that asks for it. */
public final class LoadGenerator {
    private LoadGenerator() {}

    /**
     * Opens the connections, sends calls for as long as the plan says, and waits for the last answers.
     *
     * @throws IOException if the target takes no connections
     */
    public static LoadReport run(LoadPlan plan) throws IOException {
        try (LoadRun run = new LoadRun(plan)) {
            return run.report();
        }
    }
}
