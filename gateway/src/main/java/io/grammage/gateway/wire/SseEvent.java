package io.grammage.gateway.wire;

import static io.grammage.gateway.wire.JsonBytes.ascii;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One event of a stream as it came, with its blank line, and the data in it. Comments and stray blank lines are events
 * without data. The bytes stay in the array they came in, which must not be changed as long as the event is used.
 * Immutable.
 */
public final class SseEvent {
    private static final byte[] DATA = ascii("data");
    private static final byte[] NAME = ascii("event");
    private static final byte[] DONE = ascii("[DONE]");
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int[] NO_BOUNDS = {};

    private final byte[] array;
    private final int start;
    private final int end;
    private final boolean terminated;
    private final Fields fields;

    private SseEvent(byte[] array, int start, int end, boolean terminated, Fields fields) {
        this.array = array;
        this.start = start;
        this.end = end;
        this.terminated = terminated;
        this.fields = fields;
    }

    /** Reads the lines of one event. A byte order mark is skipped at the beginning of a stream only. */
    static SseEvent parse(byte[] array, int start, int end, boolean firstOfStream, boolean terminated) {
        boolean mark = firstOfStream
                && end - start >= BYTE_ORDER_MARK.length
                && Arrays.equals(
                        array, start, start + BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
        Fields fields = new Fields(array);
        int line = mark ? start + BYTE_ORDER_MARK.length : start;
        while (line < end) {
            int lineEnd = ByteSearch.LINE_END.next(array, line, end);
            fields.readLine(line, lineEnd);
            // The line feed of a CRLF reads as an empty line, which means nothing within an event.
            line = lineEnd + 1;
        }
        fields.join();
        return new SseEvent(array, start, end, terminated, fields);
    }

    /** The array that holds the event from {@link #start} (included) to {@link #end} (excluded). */
    public byte[] array() {
        return array;
    }

    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    /** Writes the event as it came. */
    public void writeTo(ByteSink sink) {
        sink.write(array, start, end - start);
    }

    /** Whether a blank line ended it; if not, the stream ended in the middle. */
    public boolean terminated() {
        return terminated;
    }

    public boolean hasData() {
        return fields.lines > 0;
    }

    /**
     * The array that holds the data from {@link #dataStart} (included) to {@link #dataEnd} (excluded): the array of the
     * event when the data is one line, else another in which the lines are joined by line feeds.
     */
    public byte[] data() {
        return fields.data;
    }

    public int dataStart() {
        return fields.dataStart;
    }

    public int dataEnd() {
        return fields.dataEnd;
    }

    /** Whether the data is {@code [DONE]}, white space around it aside. */
    public boolean done() {
        int from = JsonBytes.skipSpace(fields.data, fields.dataStart, fields.dataEnd);
        int to = from + DONE.length;
        return to <= fields.dataEnd
                && Arrays.equals(fields.data, from, to, DONE, 0, DONE.length)
                && JsonBytes.skipSpace(fields.data, to, fields.dataEnd) == fields.dataEnd;
    }

    /** The value of the field {@code event}, or null without one. */
    public @Nullable String name() {
        return fields.nameStart < 0
                ? null
                : new String(array, fields.nameStart, fields.nameEnd - fields.nameStart, UTF_8);
    }

    /**
     * A splice of the whole event, to be asked for changes by positions in the data. Line ends, other fields and the
     * division into lines stay; line ends in new text become spaces, which to JSON is the same.
     */
    public Splice splice() {
        return Splice.of(this);
    }

    /** Where a stretch of the data stands in the event. */
    Span inEvent(int from, int to) {
        if (fields.lines < 2) {
            return new Span(from, to);
        }
        int last = to;
        // The line feed between two lines stays, or the rest of the second would be no data any more.
        while (last > from && fields.data[last - 1] == '\n') {
            last--;
        }
        int first = fields.inEvent(from);
        return new Span(first, last > from ? fields.inEvent(last - 1) + 1 : first);
    }

    /** The fields of an event while they are read. */
    private static final class Fields {
        private final byte[] array;
        private int lines;
        private byte[] data;
        private int dataStart;
        private int dataEnd;
        private int nameStart = -1;
        private int nameEnd;

        /** For each line of several its start in the event, its end there, and its start in the joined data. */
        private int[] bounds = NO_BOUNDS;

        Fields(byte[] array) {
            this.array = array;
            this.data = array;
        }

        void readLine(int from, int to) {
            int colon = from;
            while (colon < to && array[colon] != ':') {
                colon++;
            }
            int value = colon < to && colon + 1 < to && array[colon + 1] == ' ' ? colon + 2 : Math.min(colon + 1, to);
            if (Arrays.equals(array, from, colon, DATA, 0, DATA.length)) {
                addData(value, to);
            } else if (Arrays.equals(array, from, colon, NAME, 0, NAME.length)) {
                nameStart = value;
                nameEnd = to;
            }
        }

        private void addData(int from, int to) {
            if (lines == 0) {
                dataStart = from;
                dataEnd = to;
            } else {
                if (lines == 1) {
                    bounds = new int[] {dataStart, dataEnd, 0, 0, 0, 0};
                } else if (3 * lines == bounds.length) {
                    bounds = Arrays.copyOf(bounds, 2 * bounds.length);
                }
                bounds[3 * lines] = from;
                bounds[3 * lines + 1] = to;
            }
            lines++;
        }

        void join() {
            if (lines < 2) {
                return;
            }
            GrowingBytes joined = new GrowingBytes(256);
            for (int i = 0; i < lines; i++) {
                if (i > 0) {
                    joined.append('\n');
                }
                bounds[3 * i + 2] = joined.length();
                joined.append(array, bounds[3 * i], bounds[3 * i + 1]);
            }
            data = joined.toBytes();
            dataStart = 0;
            dataEnd = data.length;
        }

        int inEvent(int index) {
            int line = lines - 1;
            while (bounds[3 * line + 2] > index) {
                line--;
            }
            return bounds[3 * line] + index - bounds[3 * line + 2];
        }
    }
}
