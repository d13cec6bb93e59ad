package io.grammage.bench.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads one HTTP/1.1 message at a time from a keep-alive connection, in whatever pieces it comes: status or target,
 * Content-Length or chunks, {@code Connection: close}. The body of an answer is held whole; that of a request is only
 * counted, unless it comes in chunks. Not thread-safe.
 */
public final class MessageReader {
    private static final int FIRST_CAPACITY = 8192;
    private static final int LARGEST = 64 << 20;
    /** What is read at once of a request's body, which is not kept. */
    private static final int DISCARD_CAPACITY = 128 << 10;

    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final int MOST_SIZE_DIGITS = 8;
    private static final long NOT_SAID = -1;

    private enum Part {
        HEAD,
        SIZED_BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        COMPLETE
    }

    private final boolean answers;
    private ByteBuffer buffer = ByteBuffer.allocate(FIRST_CAPACITY);
    private Part part = Part.HEAD;
    /** Up to here everything is parsed. */
    private int parsed;

    private int bodyStart;
    private int bodyEnd;
    private long length = NOT_SAID;
    private boolean chunked;
    private boolean closes;
    private int status;
    private String target = "";

    private MessageReader(boolean answers) {
        this.answers = answers;
    }

    /** A reader of what a server sends. An answer that ends with the connection is refused. */
    public static MessageReader ofAnswers() {
        return new MessageReader(true);
    }

    /** A reader of what a client sends. */
    public static MessageReader ofRequests() {
        return new MessageReader(false);
    }

    /**
     * Takes what the channel has, at most one buffer full.
     *
     * @return whether the message is complete
     * @throws EOFException if the channel is at its end
     * @throws IOException if this is not HTTP/1.1, or more follows than one message
     */
    public boolean read(ReadableByteChannel channel) throws IOException {
        if (!buffer.hasRemaining()) {
            grow();
        }
        if (channel.read(buffer) < 0) {
            throw new EOFException("connection closed after " + buffer.position() + " bytes of a message");
        }
        parse();
        if (part != Part.COMPLETE) {
            return false;
        }
        if (parsed != buffer.position()) {
            throw new IOException("bytes after the message: " + (buffer.position() - parsed) + " (expected: none)");
        }
        return true;
    }

    /** Forgets the message; the next one may be read. */
    public void reset() {
        buffer.clear();
        part = Part.HEAD;
        parsed = 0;
        bodyStart = 0;
        bodyEnd = 0;
        length = NOT_SAID;
        chunked = false;
        closes = false;
        status = 0;
        target = "";
    }

    /** Whether nothing of a message was read yet. */
    public boolean isFresh() {
        return buffer.position() == 0;
    }

    /** The status of an answer; 0 for a request. */
    public int status() {
        return status;
    }

    /** Method and target of a request, such as {@code POST /v1/chat/completions}; empty for an answer. */
    public String target() {
        return target;
    }

    /** Whether the sender closes the connection after this message. */
    public boolean closes() {
        return closes;
    }

    /** How many bytes the body has, without the framing of chunks. */
    public int bodyLength() {
        return bodyEnd - bodyStart;
    }

    /** Whether these bytes occur in the body. */
    public boolean bodyContains(byte[] marker) {
        return indexOf(marker, bodyStart, bodyEnd) >= 0;
    }

    /** Whether the body ends with these bytes, line ends behind them aside. */
    public boolean bodyEndsWith(byte[] ending) {
        byte[] bytes = buffer.array();
        int end = bodyEnd;
        while (end > bodyStart && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        int start = end - ending.length;
        return start >= bodyStart && Arrays.equals(bytes, start, end, ending, 0, ending.length);
    }

    /** The start of the body as text, for messages about what went wrong. */
    public String bodyStart(int bytes) {
        return new String(buffer.array(), bodyStart, Math.min(bytes, bodyLength()), StandardCharsets.UTF_8);
    }

    private void grow() throws IOException {
        if (buffer.capacity() >= LARGEST) {
            throw new IOException("message: more than " + LARGEST + " bytes (expected: at most as many)");
        }
        growTo(buffer.capacity() * 2);
    }

    private void growTo(int capacity) {
        ByteBuffer larger = ByteBuffer.allocate(capacity);
        larger.put(buffer.flip());
        buffer = larger;
    }

    private void parse() throws IOException {
        boolean goesOn = true;
        while (goesOn && part != Part.COMPLETE) {
            goesOn = switch (part) {
                case HEAD -> parseHead();
                case SIZED_BODY -> parseSizedBody();
                case CHUNK_SIZE -> parseChunkSize();
                case CHUNK -> parseChunk();
                case CHUNK_END -> parseChunkEnd();
                case TRAILER -> parseTrailer();
                case COMPLETE -> false;
            };
        }
    }

    private boolean parseHead() throws IOException {
        int end = indexOf(HEAD_END, Math.max(0, parsed - HEAD_END.length), buffer.position());
        if (end < 0) {
            parsed = buffer.position();
            return false;
        }
        int lineEnd = indexOf(LINE_END, 0, end + LINE_END.length);
        parseStart(lineEnd);
        while (lineEnd < end) {
            int line = lineEnd + LINE_END.length;
            lineEnd = indexOf(LINE_END, line, end + LINE_END.length);
            parseField(line, lineEnd);
        }
        parsed = end + HEAD_END.length;
        bodyStart = parsed;
        bodyEnd = parsed;
        part = bodyPart();
        return true;
    }

    private void parseStart(int lineEnd) throws IOException {
        if (!answers) {
            String line = text(0, lineEnd);
            target = line.substring(0, Math.max(0, line.lastIndexOf(' ')));
            return;
        }
        byte[] bytes = buffer.array();
        if (lineEnd < 12 || bytes[0] != 'H' || bytes[8] != ' ') {
            throw new IOException("status line: \"" + text(0, lineEnd) + "\" (expected: HTTP/1.1 and a status)");
        }
        status = (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + (bytes[11] - '0');
    }

    private void parseField(int start, int end) throws IOException {
        // Few fields matter, and they begin with c or t: the others cost one comparison.
        int initial = buffer.array()[start] | 0x20;
        if (initial != 'c' && initial != 't') {
            return;
        }
        String[] field = text(start, end).toLowerCase(Locale.ROOT).split(":", 2);
        if (field.length < 2) {
            throw new IOException("header: \"" + text(start, end) + "\" (expected: a name, a colon and a value)");
        }
        String value = field[1].strip();
        switch (field[0]) {
            case "content-length" -> length = contentLength(value);
            case "transfer-encoding" -> chunked = value.endsWith("chunked");
            case "connection" -> closes = value.contains("close");
            default -> {
                // Content-Type and the like say nothing about where the message ends.
            }
        }
    }

    private Part bodyPart() throws IOException {
        if (chunked) {
            return Part.CHUNK_SIZE;
        }
        if (length == NOT_SAID && answers) {
            throw new IOException("answer without Content-Length or chunks, status " + status + " (expected: either)");
        }
        if (length <= 0) {
            return Part.COMPLETE;
        }
        if (!answers && length > buffer.capacity() && buffer.capacity() < DISCARD_CAPACITY) {
            growTo(DISCARD_CAPACITY);
        }
        return Part.SIZED_BODY;
    }

    private boolean parseSizedBody() {
        if (!answers) {
            return discardSizedBody();
        }
        int there = (int) Math.min(length, buffer.position() - bodyStart);
        bodyEnd = bodyStart + there;
        parsed = bodyEnd;
        if (there == length) {
            part = Part.COMPLETE;
        }
        return false;
    }

    /** Makes room for what follows of the body as soon as some of it is there. */
    private boolean discardSizedBody() {
        int there = (int) Math.min(length, buffer.position() - bodyStart);
        length -= there;
        if (there == buffer.position() - bodyStart) {
            buffer.position(bodyStart);
            parsed = bodyStart;
        } else {
            parsed = bodyStart + there;
        }
        if (length == 0) {
            part = Part.COMPLETE;
        }
        return false;
    }

    private boolean parseChunkSize() throws IOException {
        int end = indexOf(LINE_END, parsed, buffer.position());
        if (end < 0) {
            return false;
        }
        length = chunkSize(parsed, end);
        parsed = end + LINE_END.length;
        part = length == 0 ? Part.TRAILER : Part.CHUNK;
        return true;
    }

    /** Moves the chunk's bytes to those before them, so that the body lies in one piece. */
    private boolean parseChunk() {
        int there = (int) Math.min(length, buffer.position() - parsed);
        System.arraycopy(buffer.array(), parsed, buffer.array(), bodyEnd, there);
        parsed += there;
        bodyEnd += there;
        length -= there;
        if (length > 0) {
            return false;
        }
        part = Part.CHUNK_END;
        return true;
    }

    private boolean parseChunkEnd() throws IOException {
        if (buffer.position() - parsed < LINE_END.length) {
            return false;
        }
        if (buffer.get(parsed) != '\r' || buffer.get(parsed + 1) != '\n') {
            throw new IOException("end of a chunk: \"" + text(parsed, parsed + 2) + "\" (expected: CR LF)");
        }
        parsed += LINE_END.length;
        part = Part.CHUNK_SIZE;
        return true;
    }

    private boolean parseTrailer() {
        int end = indexOf(LINE_END, parsed, buffer.position());
        if (end < 0) {
            return false;
        }
        if (end == parsed) {
            part = Part.COMPLETE;
        }
        parsed = end + LINE_END.length;
        return true;
    }

    private int indexOf(byte[] wanted, int from, int to) {
        byte[] bytes = buffer.array();
        int last = to - wanted.length;
        for (int i = from; i <= last; i++) {
            if (bytes[i] == wanted[0] && isAt(wanted, i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isAt(byte[] wanted, int position) {
        byte[] bytes = buffer.array();
        for (int i = 1; i < wanted.length; i++) {
            if (bytes[position + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** Without making text of it: a stream has a chunk for each event. */
    private long chunkSize(int from, int to) throws IOException {
        byte[] bytes = buffer.array();
        long size = 0;
        int at = from;
        while (at < to && at - from < MOST_SIZE_DIGITS && Character.digit(bytes[at], 16) >= 0) {
            size = size << 4 | Character.digit(bytes[at], 16);
            at++;
        }
        if (at == from || (at < to && bytes[at] != ';' && bytes[at] != ' ')) {
            throw new IOException("chunk size: \"" + text(from, to) + "\" (expected: a number of base 16)");
        }
        return size;
    }

    private static long contentLength(String text) throws IOException {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new IOException("Content-Length: \"" + text + "\" (expected: a number)", e);
        }
    }

    private String text(int from, int to) {
        return new String(buffer.array(), from, to - from, StandardCharsets.ISO_8859_1);
    }
}
