package io.grammage.gateway.wire;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of server-sent events, which comes in pieces cut anywhere, into its events. The events, one after
 * another, are the stream byte for byte. Lines may end with LF, CRLF or CR, mixed too; an event is told as soon as its
 * blank line is there, without waiting for what follows. A blank line that is cut behind its CR is there once the LF is, if
 * the line before ended with CRLF: then the LF is on its way, and belongs to the event.
 *
 * <p>Feed a piece, then take events until there is none, then feed the next; at the end call {@link #finish}. Events
 * that lie within a piece stay in its array; only what is cut is copied. Not thread-safe.
 */
public final class SseScanner {
    /** The bound on one event that a stream of completions never comes near. */
    public static final int EVENT_LENGTH_MAX = 8 * 1024 * 1024;

    private static final byte[] NOTHING = {};

    private final int eventLengthMax;
    private @Nullable GrowingBytes carry;
    private byte[] bytes = NOTHING;
    private int eventStart;
    private int lineStart;
    private int at;
    private int to;
    private boolean afterReturn;
    /** Whether the last line ended with CRLF. */
    private boolean lineEndsInTwo;
    /** Whether the blank line is there, but for its LF. */
    private boolean lacksLineFeed;

    private boolean first = true;

    /** A scanner of one stream with the bound {@link #EVENT_LENGTH_MAX}. */
    public SseScanner() {
        this(EVENT_LENGTH_MAX);
    }

    /** A scanner of one stream whose events have at most so many bytes. */
    public SseScanner(int eventLengthMax) {
        this.eventLengthMax = eventLengthMax;
    }

    /**
     * Takes the next piece of the stream. The array must not be changed before {@link #next} has returned null, nor as
     * long as an event is used that stands in it.
     */
    public void feed(byte[] piece, int offset, int length) {
        keepRest();
        if (carry == null) {
            bytes = piece;
            eventStart = offset;
            lineStart = offset;
            at = offset;
            to = offset + length;
        } else {
            carry.append(piece, offset, offset + length);
            bytes = carry.array();
            to = carry.length();
        }
    }

    /**
     * The next event, or null when the rest is no whole one.
     *
     * @throws GatewayException with {@code PROVIDER_BROKEN} when an event exceeds the bound
     */
    public @Nullable SseEvent next() {
        if (lacksLineFeed && at < to) {
            return endOfEvent();
        }
        while (at < to) {
            byte b = bytes[at++];
            if (b == '\n' && afterReturn) {
                afterReturn = false;
                lineEndsInTwo = true;
                lineStart = at;
                // The rest of a line end whose event is out already: it goes on at once too.
                if (at - 1 == eventStart) {
                    return event(true);
                }
            } else if (b == '\n' || b == '\r') {
                boolean blank = at - 1 == lineStart;
                afterReturn = b == '\r';
                lineStart = at;
                lacksLineFeed = blank && afterReturn && lineEndsInTwo && at == to;
                if (blank && !lacksLineFeed) {
                    return endOfEvent();
                }
                lineEndsInTwo &= blank;
            } else {
                afterReturn = false;
                at = ByteSearch.LINE_END.next(bytes, at, to);
            }
        }
        checkLength();
        keepRest();
        return null;
    }

    private SseEvent endOfEvent() {
        lacksLineFeed = false;
        if (afterReturn && at < to && bytes[at] == '\n') {
            afterReturn = false;
            at++;
            lineStart = at;
        }
        return event(true);
    }

    private SseEvent event(boolean terminated) {
        checkLength();
        SseEvent event = SseEvent.parse(bytes, eventStart, at, first, terminated);
        first = false;
        eventStart = at;
        return event;
    }

    private void checkLength() {
        if (at - eventStart > eventLengthMax) {
            throw new GatewayException(
                    ErrorCode.PROVIDER_BROKEN,
                    "The provider sent an event of more than " + eventLengthMax + " bytes (expected: at most that).");
        }
    }

    /** Copies what no event was made of yet; an array that events were made of is never written to again. */
    private void keepRest() {
        if (eventStart == to) {
            carry = null;
        } else if (carry == null || eventStart > 0) {
            GrowingBytes rest = new GrowingBytes(2 * (to - eventStart) + 256);
            rest.append(bytes, eventStart, to);
            carry = rest;
            at -= eventStart;
            lineStart -= eventStart;
            to -= eventStart;
            eventStart = 0;
            bytes = rest.array();
        }
    }

    /**
     * What came after the last whole event, as an event that is not {@link SseEvent#terminated}; null when nothing did.
     * To be called once, when the stream has ended and {@link #next} has returned null.
     */
    public @Nullable SseEvent finish() {
        return eventStart == to ? null : event(lacksLineFeed);
    }
}
