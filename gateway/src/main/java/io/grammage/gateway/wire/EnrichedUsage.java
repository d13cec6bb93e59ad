package io.grammage.gateway.wire;

import static io.grammage.gateway.wire.JsonBytes.ascii;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.grammage.gateway.kernel.TokenCounts;

/**
 * Makes the {@code usage} of an answer: the provider's members in their order, each byte for byte, and after them the
 * gateway's. A member of the provider that bears the name of one of ours ({@code cost}, {@code carbon},
 * {@code impacts}, {@code footprint}) is left out, so that ours is the only one.
 */
public final class EnrichedUsage {
    private static final byte[][] OURS = {ascii("cost"), ascii("carbon"), ascii("impacts"), ascii("footprint")};

    private EnrichedUsage() {}

    /**
     * The provider's usage with our members.
     *
     * @param bytes the JSON of an object from {@code from} (included) to {@code to} (excluded), from which
     *     {@link ReportedUsage#read} has read counts
     * @param members our members as JSON without braces, for example {@code "cost":0.1,"carbon":{}}; may be empty
     * @throws IllegalArgumentException when the bytes are no JSON object
     */
    public static byte[] of(byte[] bytes, int from, int to, byte[] members) {
        GrowingBytes usage = new GrowingBytes(to - from + members.length + 2);
        usage.append('{');
        JsonCursor cursor = new JsonCursor(bytes, from, to);
        boolean object = cursor.enterObject();
        while (object && cursor.nextMember()) {
            int start = cursor.memberStart();
            boolean ours = isOurs(cursor);
            int end = cursor.skip();
            if (!ours && !cursor.broken()) {
                separate(usage);
                usage.append(bytes, start, end);
            }
        }
        if (!object || !cursor.atEnd()) {
            throw new IllegalArgumentException("usage: no JSON object (expected: what ReportedUsage could read)");
        }
        return closed(usage, members);
    }

    /** A usage made from counts, for an answer that came without. */
    public static byte[] of(TokenCounts counts, byte[] members) {
        GrowingBytes usage = new GrowingBytes(128 + members.length);
        byte[] stated = ("{\"prompt_tokens\":" + counts.prompt() + ",\"completion_tokens\":" + counts.output()
                        + ",\"total_tokens\":" + counts.total())
                .getBytes(US_ASCII);
        usage.append(stated, 0, stated.length);
        return closed(usage, members);
    }

    private static boolean isOurs(JsonCursor cursor) {
        for (byte[] name : OURS) {
            if (cursor.nameIs(name)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] closed(GrowingBytes usage, byte[] members) {
        if (members.length > 0) {
            separate(usage);
            usage.append(members, 0, members.length);
        }
        usage.append('}');
        return usage.toBytes();
    }

    private static void separate(GrowingBytes usage) {
        if (usage.length() > 1) {
            usage.append(',');
        }
    }
}
