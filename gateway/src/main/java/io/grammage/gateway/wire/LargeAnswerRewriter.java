package io.grammage.gateway.wire;

import static io.grammage.gateway.wire.JsonBytes.ascii;

import io.grammage.gateway.wire.TopLevelScanner.Event;
import io.grammage.gateway.wire.TopLevelScanner.Name;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites an answer that is relayed as it comes: puts the public name of the model, cuts the top-level {@code usage}
 * out wherever it stands, and puts another one before the closing brace at the end. All other bytes go on untouched and
 * at once, save the few between two members, which wait for the name that follows.
 *
 * <p>From a byte on that no JSON object has there, everything is passed on as it is; a {@code usage} that was cut out
 * before it is put back only if that byte comes after the closing brace. Not thread-safe.
 */
public final class LargeAnswerRewriter {
    /** The most bytes that are held back: a longer {@code usage} stays where it is. */
    public static final int HELD_MAX = 64 * 1024;

    private static final byte[] USAGE = ascii("\"usage\":");
    private static final byte[] COMMA = {','};

    private final JsonString publicModel;
    private final ByteSink out;
    private final TopLevelScanner scanner = new TopLevelScanner();
    private final GrowingBytes held = new GrowingBytes(256);

    private boolean holding;
    private boolean anyMember;
    private boolean commaTooMany;
    private boolean closing;
    private boolean broken;
    private boolean error;
    private boolean usageStayed;
    private int valueStart;
    private byte @Nullable [] usage;

    /**
     * A rewriter of one answer.
     *
     * @param out gets the answer while it is fed; what it is handed is only valid during the call
     */
    public LargeAnswerRewriter(JsonString publicModel, ByteSink out) {
        this.publicModel = publicModel;
        this.out = out;
    }

    /** Takes the next piece of the answer. */
    public void feed(byte[] bytes, int offset, int length) {
        int at = offset;
        int to = offset + length;
        while (at < to) {
            if (broken) {
                out.write(bytes, at, to - at);
                return;
            }
            int next = scanner.advance(bytes, at, to);
            take(bytes, at, droppedComma() ? next - 1 : next);
            at = next;
            react(bytes, at);
        }
    }

    private void take(byte[] bytes, int from, int to) {
        if (holding && held.length() + to - from > HELD_MAX) {
            release();
        }
        if (to == from) {
            return;
        }
        if (holding) {
            held.append(bytes, from, to);
        } else {
            out.write(bytes, from, to - from);
        }
    }

    /** Too much to hold: it goes on, and so does the rest of what it belongs to. */
    private void release() {
        if (closing) {
            breakOff();
        } else {
            held.drainTo(out);
        }
        holding = false;
    }

    private void react(byte[] bytes, int at) {
        switch (scanner.event()) {
            case MORE, COMMA -> {}
            case OPEN, VALUE_END -> endValue();
            case VALUE -> beginValue(bytes[at]);
            case CLOSE -> {
                held.drainTo(out);
                holding = true;
                closing = true;
            }
            case BROKEN -> breakOff();
        }
    }

    private void beginValue(byte first) {
        Name name = scanner.name();
        error |= name == Name.ERROR && first != 'n' && first != 'f';
        if (name == Name.USAGE && holding) {
            valueStart = held.length();
            return;
        }
        usageStayed |= name == Name.USAGE;
        held.drainTo(out);
        anyMember = true;
        holding = name == Name.MODEL && first == '"';
    }

    private void endValue() {
        if (scanner.event() == Event.VALUE_END) {
            if (scanner.name() == Name.USAGE) {
                endUsage();
            } else if (holding) {
                held.clear();
                out.write(publicModel.json(), 0, publicModel.json().length);
            }
        }
        holding = true;
    }

    private void endUsage() {
        if (holding) {
            usage = Arrays.copyOfRange(held.array(), valueStart, held.length());
            held.clear();
            commaTooMany = !anyMember;
        } else {
            usageStayed = true;
            anyMember = true;
        }
    }

    /** The comma after a first member that was cut out goes with it. */
    private boolean droppedComma() {
        boolean drop = commaTooMany && scanner.event() == Event.COMMA;
        commaTooMany &= !drop;
        return drop;
    }

    private void breakOff() {
        if (closing && usage != null) {
            append(usage);
        }
        held.drainTo(out);
        holding = false;
        broken = true;
    }

    private void append(byte[] value) {
        if (anyMember) {
            out.write(COMMA, 0, COMMA.length);
        }
        out.write(USAGE, 0, USAGE.length);
        out.write(value, 0, value.length);
    }

    /** Whether the answer was one JSON object from its first byte to its last. */
    public boolean complete() {
        return !broken && scanner.closed();
    }

    /** The value of {@code usage} that was cut out, or null. */
    public byte @Nullable [] usage() {
        return usage;
    }

    /** Whether a {@code usage} was too long to be held and stayed in the answer, unread. */
    public boolean usageStayed() {
        return usageStayed;
    }

    /** Whether there was a top-level {@code error} other than null. */
    public boolean error() {
        return error;
    }

    /** The finish reason of the first choice, a short word, or null. */
    public @Nullable String finishReason() {
        return scanner.finishReason();
    }

    /**
     * Writes what was held back. To be called once, after the last piece.
     *
     * @param newUsage the JSON value to put before the closing brace of a complete answer, or null for none
     */
    public void finish(byte @Nullable [] newUsage) {
        if (complete() && newUsage != null) {
            append(newUsage);
        }
        held.drainTo(out);
    }
}
