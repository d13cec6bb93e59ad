package io.grammage.gateway.simulator;

import io.grammage.gateway.simulator.Knob.LineEnding;

/** Frames the data of events as server-sent events, in every way the format allows. Immutable, thread-safe. */
final class SseFraming {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final byte[] opening;
    private final byte[] before;
    private final byte[] betweenLines;
    private final byte[] after;
    private final boolean multiLine;

    SseFraming(Knobs knobs) {
        LineEnding chosen = knobs.value(Knob.LINE_ENDING, LineEnding.class);
        String line = (chosen == null ? LineEnding.LF : chosen).characters();
        String field = knobs.isOn(Knob.TIGHT_DATA) ? "data:" : "data: ";
        String comment = knobs.isOn(Knob.KEEP_ALIVE_COMMENTS) ? ": simulated keep-alive" + line + line : "";
        this.opening = Utf8.bytes(knobs.isOn(Knob.BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "");
        this.before = Utf8.bytes(comment + field);
        this.betweenLines = Utf8.bytes(line + field);
        this.after = Utf8.bytes(line + line);
        this.multiLine = knobs.isOn(Knob.MULTI_LINE_DATA);
    }

    /** The event with these data; the first one of a stream carries what a stream begins with. */
    byte[] frame(byte[] data, boolean first) {
        boolean split = multiLine && data.length > 1 && data[0] == '{';
        int length = (first ? opening.length : 0) + before.length + data.length + after.length;
        byte[] event = new byte[length + (split ? betweenLines.length : 0)];
        int at = first ? put(opening, 0, opening.length, event, 0) : 0;
        at = put(before, 0, before.length, event, at);
        // JSON may be broken into lines between any two of its tokens, such as after the first brace.
        int firstLine = split ? 1 : data.length;
        at = put(data, 0, firstLine, event, at);
        if (split) {
            at = put(betweenLines, 0, betweenLines.length, event, at);
            at = put(data, firstLine, data.length - firstLine, event, at);
        }
        put(after, 0, after.length, event, at);
        return event;
    }

    private static int put(byte[] source, int from, int length, byte[] target, int at) {
        System.arraycopy(source, from, target, at, length);
        return at + length;
    }
}
