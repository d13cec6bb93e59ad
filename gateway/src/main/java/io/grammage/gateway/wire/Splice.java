package io.grammage.gateway.wire;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of bytes and the few changes to make to it. The original is never written to, and is copied at most once.
 * Not thread-safe.
 */
public final class Splice {
    private static final byte[] NOTHING = {};

    private final byte[] source;
    private final int from;
    private final int to;
    private final @Nullable SseEvent event;

    private int count;
    private int[] starts = new int[2];
    private int[] ends = new int[2];
    private byte[][] texts = new byte[2][];

    private Splice(byte[] source, int from, int to, @Nullable SseEvent event) {
        this.source = source;
        this.from = from;
        this.to = to;
        this.event = event;
    }

    /** No change yet to the bytes from {@code from} (included) to {@code to} (excluded). */
    public static Splice of(byte[] source, int from, int to) {
        Objects.checkFromToIndex(from, to, source.length);
        return new Splice(source, from, to, null);
    }

    /** No change yet to an event; changes are asked for by positions in its data. */
    static Splice of(SseEvent event) {
        return new Splice(event.array(), event.start(), event.end(), event);
    }

    /** Puts the text where the span is. Changes may be asked for in any order but must not overlap. */
    public Splice replace(Span span, byte[] text) {
        return replace(span.start(), span.end(), text);
    }

    /** Puts the text before the byte at this index; texts inserted at the same index keep the order of the calls. */
    public Splice insert(int index, byte[] text) {
        return replace(index, index, text);
    }

    /** Leaves the span out. */
    public Splice cut(Span span) {
        return replace(span.start(), span.end(), NOTHING);
    }

    private Splice replace(int start, int end, byte[] text) {
        if (event == null) {
            return add(start, end, text);
        }
        Span span = event.inEvent(start, end);
        return add(span.start(), span.end(), SseWriter.oneLine(text));
    }

    private Splice add(int start, int end, byte[] text) {
        int at = count;
        while (at > 0 && (starts[at - 1] > start || (starts[at - 1] == start && ends[at - 1] > end))) {
            at--;
        }
        boolean overlaps = (at > 0 && ends[at - 1] > start) || (at < count && starts[at] < end);
        if (start < from || end > to || overlaps) {
            throw new IllegalArgumentException("change: " + start + " to " + end + " (expected: within " + from + " to "
                    + to + ", apart from other changes)");
        }
        makeRoom(at);
        starts[at] = start;
        ends[at] = end;
        texts[at] = text;
        return this;
    }

    private void makeRoom(int at) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
            texts = Arrays.copyOf(texts, 2 * count);
        }
        System.arraycopy(starts, at, starts, at + 1, count - at);
        System.arraycopy(ends, at, ends, at + 1, count - at);
        System.arraycopy(texts, at, texts, at + 1, count - at);
        count++;
    }

    /** Whether anything was asked for. */
    public boolean changed() {
        return count > 0;
    }

    /** How many bytes the result has. */
    public int length() {
        int length = to - from;
        for (int i = 0; i < count; i++) {
            length += texts[i].length - (ends[i] - starts[i]);
        }
        return length;
    }

    /** The result in an array of its own length; the source itself when all of it stays as it is. */
    public byte[] toBytes() {
        if (count == 0 && from == 0 && to == source.length) {
            return source;
        }
        byte[] result = new byte[length()];
        int[] at = {0};
        writeTo((bytes, offset, length) -> {
            System.arraycopy(bytes, offset, result, at[0], length);
            at[0] += length;
        });
        return result;
    }

    /** Writes the result piece by piece, the pieces of the source straight from it. */
    public void writeTo(ByteSink sink) {
        int at = from;
        for (int i = 0; i < count; i++) {
            write(sink, source, at, starts[i]);
            write(sink, texts[i], 0, texts[i].length);
            at = ends[i];
        }
        write(sink, source, at, to);
    }

    private static void write(ByteSink sink, byte[] bytes, int start, int end) {
        if (end > start) {
            sink.write(bytes, start, end - start);
        }
    }
}
