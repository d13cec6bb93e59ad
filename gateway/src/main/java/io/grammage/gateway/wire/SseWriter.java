package io.grammage.gateway.wire;

import static io.grammage.gateway.wire.JsonBytes.ascii;

import io.grammage.gateway.kernel.GatewayException;

/** Makes new events of a stream of completions. Events that came are changed by {@link SseEvent#splice}. */
public final class SseWriter {
    private static final byte[] DATA = ascii("data: ");
    private static final byte[] ERROR = ascii("event: error\ndata: ");
    private static final byte[] END = ascii("\n\n");
    private static final byte[] DONE = ascii("data: [DONE]\n\n");

    private SseWriter() {}

    /** An event with this JSON as its data. */
    public static byte[] event(byte[] json) {
        return joined(DATA, json);
    }

    /** The event after which nothing comes. */
    public static byte[] done() {
        return DONE.clone();
    }

    /** An event named {@code error} whose data is the {@link ErrorBody} of the failure. */
    public static byte[] error(GatewayException failure) {
        return joined(ERROR, ErrorBody.bytes(failure));
    }

    private static byte[] joined(byte[] head, byte[] json) {
        byte[] line = oneLine(json);
        GrowingBytes event = new GrowingBytes(head.length + line.length + END.length);
        event.append(head, 0, head.length);
        event.append(line, 0, line.length);
        event.append(END, 0, END.length);
        return event.toBytes();
    }

    /** The JSON with spaces for line ends, which would end the data; the same array when there are none. */
    static byte[] oneLine(byte[] json) {
        int at = 0;
        while (at < json.length && !endsLine(json[at])) {
            at++;
        }
        if (at == json.length) {
            return json;
        }
        byte[] line = json.clone();
        for (; at < line.length; at++) {
            if (endsLine(line[at])) {
                line[at] = ' ';
            }
        }
        return line;
    }

    private static boolean endsLine(byte b) {
        return b == '\n' || b == '\r';
    }
}
