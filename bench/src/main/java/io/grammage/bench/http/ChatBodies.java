package io.grammage.bench.http;

import java.nio.charset.StandardCharsets;

/** Chat requests and answers of a given size, in the shape that OpenAI-compatible servers exchange. */
public final class ChatBodies {
    /** Stands in every answer, so that a proxy that answers by itself is found out. */
    public static final String ANSWER_MARKER = "weighed by the bench";

    /** Stands in every event of a streamed answer that has content. */
    public static final String EVENT_MARKER = " weighed";

    /** The last event of a streamed answer. */
    public static final String STREAM_END = "data: [DONE]";

    private static final String FILLER = "How much energy does a sentence take, and who has counted it? ";

    private ChatBodies() {}

    /**
     * A request without streaming.
     *
     * @param bytes size, 256 to 64 MiB
     */
    public static byte[] request(String model, int bytes) {
        return request(model, "", bytes);
    }

    /**
     * A request of a stream that tells its usage.
     *
     * @param bytes size, 512 to 64 MiB
     */
    public static byte[] streamRequest(String model, int bytes) {
        return request(model, ",\"stream\":true,\"stream_options\":{\"include_usage\":true}", bytes);
    }

    /**
     * An answer with its usage.
     *
     * @param bytes size, 512 to 64 MiB
     */
    public static byte[] answer(String model, int bytes) {
        String head = "{\"id\":\"chatcmpl-bench\",\"object\":\"chat.completion\",\"created\":1790000000,\"model\":\""
                + model + "\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                + ANSWER_MARKER + ". ";
        String tail = "\"},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":412,"
                + "\"completion_tokens\":128,\"total_tokens\":540,\"prompt_tokens_details\":{\"cached_tokens\":0}}}";
        return filled(head, tail, bytes);
    }

    /**
     * A streamed answer: so many events of 8 letters each, one with usage, and {@code [DONE]}.
     *
     * @param events events with content, >= 1
     */
    public static byte[] stream(String model, int events) {
        String head =
                "data: {\"id\":\"chatcmpl-bench\",\"object\":\"chat.completion.chunk\",\"created\":1790000000,\"model\":\""
                        + model + "\",\"choices\":[";
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < events; i++) {
            stream.append(head)
                    .append("{\"index\":0,\"delta\":{\"content\":\"" + EVENT_MARKER
                            + "\"},\"logprobs\":null,\"finish_reason\":")
                    .append(i == events - 1 ? "\"stop\"" : "null")
                    .append("}]}\n\n");
        }
        stream.append(head)
                .append("],\"usage\":{\"prompt_tokens\":412,\"completion_tokens\":")
                .append(events)
                .append(",\"total_tokens\":")
                .append(412 + events)
                .append("}}\n\n" + STREAM_END + "\n\n");
        return stream.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] request(String model, String more, int bytes) {
        String head = "{\"model\":\"" + model + "\",\"temperature\":0.7,\"messages\":["
                + "{\"role\":\"system\",\"content\":\"Answer in one paragraph.\"},{\"role\":\"user\",\"content\":\"";
        return filled(head, "\"}],\"max_tokens\":256" + more + "}", bytes);
    }

    private static byte[] filled(String head, String tail, int bytes) {
        int missing = bytes - head.length() - tail.length();
        if (missing < 0) {
            throw new IllegalArgumentException(
                    "bytes: " + bytes + " (expected: >= " + (head.length() + tail.length()) + ")");
        }
        String filler = FILLER.repeat(missing / FILLER.length() + 1).substring(0, missing);
        return (head + filler + tail).getBytes(StandardCharsets.US_ASCII);
    }
}
