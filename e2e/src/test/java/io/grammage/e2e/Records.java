package io.grammage.e2e;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Usage records as their owner reads them. */
final class Records {
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Records() {}

    /** The record of an answered call; waits until it is in the store. */
    static JsonNode of(Caller caller, HttpResponse<?> answer) {
        return of(caller, answer.headers().firstValue("x-request-id").orElseThrow());
    }

    /** The record of a call; waits until it is in the store. */
    static JsonNode of(Caller caller, String id) {
        List<JsonNode> found = new ArrayList<>();
        await("a record of call " + id, () -> {
            found.clear();
            all(caller).stream()
                    .filter(record -> record.path("id").asString().equals(id))
                    .forEach(found::add);
            return !found.isEmpty();
        });
        if (found.size() > 1) {
            throw new IllegalStateException("call " + id + " is in the ledger " + found.size() + " times");
        }
        return found.getFirst();
    }

    /** All records of the key's project, newest first. */
    static List<JsonNode> all(Caller caller) {
        List<JsonNode> records = new ArrayList<>();
        String after = "";
        do {
            HttpResponse<String> answer =
                    caller.get("/v1/usage/records?limit=1000" + (after.isEmpty() ? "" : "&after=" + after));
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("status " + answer.statusCode() + ", " + answer.body());
            }
            JsonNode page = EXACT.readTree(answer.body());
            page.path("data").forEach(records::add);
            after = page.path("next").isNull() ? "" : page.path("next").asString("");
        } while (!after.isEmpty());
        return records;
    }

    /** The failed tries of a record, each as {@code provider status failure}. */
    static List<String> attempts(JsonNode record) {
        return StreamSupport.stream(record.path("attempts").spliterator(), false)
                .map(attempt -> attempt.path("provider").asString() + " "
                        + attempt.path("status").asString("-") + " "
                        + attempt.path("failure").asString())
                .toList();
    }

    /** Waits until something is so. */
    static void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("waited in vain for " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
