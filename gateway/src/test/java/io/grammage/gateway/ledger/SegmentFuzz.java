package io.grammage.gateway.ledger;

import io.grammage.gateway.ledger.testing.UsageRecords;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Damaged segments of the journal: opened or refused, never anything else; no frame is read whose checksum is another's than
 * that of its segment, its place and its bytes; all frames are read that nobody damaged, and that lie behind what is drained.
 *
 * <p>The input is a list of damages, of four bytes each: what to do, where (two bytes), and with what.
 */
public final class SegmentFuzz {
    private static final int BYTES = 8 * 1024;
    private static final int DAMAGE_BYTES = 4;
    private static final long NUMBER = 7;
    private static final String NAME = Segment.name(NUMBER);
    private static final byte[] WHOLE = new byte[BYTES];
    private static final List<Extent> FRAMES = new ArrayList<>();

    static {
        try {
            MemoryFiles files = new MemoryFiles();
            Segment segment = Segment.create(files, NAME, NUMBER, BYTES);
            UsageRecords records = new UsageRecords(1);
            Frame frame = new Frame();
            for (int i = 0; i < 12; i++) {
                frame.set(records.next());
                FRAMES.add(new Extent(segment, segment.end(), segment.end() + frame.size(), 1));
                segment.append(frame);
            }
            MemorySegment.copy(files.memory(NAME), ValueLayout.JAVA_BYTE, 0, WHOLE, 0, BYTES);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private SegmentFuzz() {}

    public static void fuzzerTestOneInput(byte[] damages) {
        byte[] bytes = WHOLE.clone();
        for (int at = 0; at + DAMAGE_BYTES <= damages.length; at += DAMAGE_BYTES) {
            damage(bytes, damages[at], (damages[at + 1] & 0xff) << 8 | (damages[at + 2] & 0xff), damages[at + 3]);
        }
        try {
            check(bytes);
        } catch (IOException e) {
            // A version that this one does not know: nothing of it is read.
            return;
        }
    }

    private static void damage(byte[] bytes, byte how, int where, byte with) {
        int at = where % BYTES;
        switch (how & 3) {
            case 0 -> bytes[at] = with;
            case 1 -> bytes[at] ^= (byte) (1 << (with & 7));
            case 2 -> {
                for (int i = at; i < Math.min(BYTES, at + (with & 0xff)); i++) {
                    bytes[i] = 0;
                }
            }
            default -> {
                // A frame of this segment at a place that is not its own.
                Extent frame = FRAMES.get((with & 0xff) % FRAMES.size());
                int length = Math.min(frame.to() - frame.from(), BYTES - (at & -Frame.ALIGNMENT));
                System.arraycopy(WHOLE, frame.from(), bytes, at & -Frame.ALIGNMENT, length);
            }
        }
    }

    private static void check(byte[] bytes) throws IOException {
        MemoryFiles files = new MemoryFiles();
        files.create(NAME, BYTES);
        MemorySegment.copy(bytes, 0, files.memory(NAME), ValueLayout.JAVA_BYTE, 0, BYTES);
        Segment segment = Segment.open(files, NAME, NUMBER);
        Frame frame = new Frame();
        segment.recover(frame);
        Extent left = segment.undrained();
        List<Integer> read = new ArrayList<>();
        for (int at = segment.next(frame, left.from(), left.to());
                at < left.to();
                at = segment.next(frame, at + frame.size(), left.to())) {
            checkFrame(bytes, at, frame);
            read.add(at);
        }
        expect(read.size() == left.records(), read.size() + " frames, told " + left.records());
        for (Extent whole : FRAMES) {
            boolean expected = whole.from() >= left.from() && isWhole(bytes, whole);
            expect(!expected || read.contains(whole.from()), "no frame at " + whole.from() + " among " + read);
        }
    }

    private static boolean isWhole(byte[] bytes, Extent frame) {
        return java.util.Arrays.equals(bytes, frame.from(), frame.to(), WHOLE, frame.from(), frame.to());
    }

    /** By the form that docs/architecture.md gives of a frame. */
    private static void checkFrame(byte[] bytes, int at, Frame frame) {
        ByteBuffer segment = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = segment.getInt(at);
        expect(length == frame.payload().remaining(), "length " + length);
        CRC32C checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(NUMBER)
                .putLong(at)
                .array());
        checksum.update(bytes, at + 8, length);
        expect(segment.getInt(at + 4) == (int) checksum.getValue(), "checksum of the frame at " + at);
        expect(frame.payload().equals(segment.slice(at + 8, length)), "payload of the frame at " + at);
        RecordFuzz.fuzzerTestOneInput(java.util.Arrays.copyOfRange(bytes, at + 8, at + 8 + length));
    }

    private static void expect(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
