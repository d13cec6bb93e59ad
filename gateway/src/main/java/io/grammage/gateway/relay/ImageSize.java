package io.grammage.gateway.relay;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Width and height of an image in pixels, read from its first bytes: PNG, JPEG, GIF or WebP. The image itself is never
 * decoded.
 */
record ImageSize(int width, int height) {
    /** Larger images exist on paper only: no model takes them, so such a header is not believed. */
    private static final int SIDE_MAX = 65_535;
    /** Base64 characters that are decoded in search of the size; the headers of a JPEG may hold a preview before it. */
    private static final int HEADER_CHARS_MAX = 1 << 20;

    private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int RIFF = 0x52494646;
    private static final int WEBP = 0x57454250;
    private static final int WEBP_LOSSY = 0x56503820;
    private static final int WEBP_LOSSLESS = 0x5650384C;
    private static final int WEBP_EXTENDED = 0x56503858;

    long pixels() {
        return (long) width * height;
    }

    /** The size of the image in a {@code data:} address with base64 content, or null when it cannot be told. */
    static @Nullable ImageSize ofDataUrl(String address) {
        int comma = address.indexOf(',');
        if (comma < 0
                || !address.regionMatches(true, 0, "data:", 0, 5)
                || !address.regionMatches(true, comma - 7, ";base64", 0, 7)) {
            return null;
        }
        int start = comma + 1;
        int length = Math.min(address.length() - start, HEADER_CHARS_MAX) & ~3;
        try {
            byte[] base64 = address.substring(start, start + length).getBytes(StandardCharsets.ISO_8859_1);
            return of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /** The size of the image that begins with these bytes, or null when it cannot be told. */
    static @Nullable ImageSize of(byte[] head) {
        ByteBuffer bytes = ByteBuffer.wrap(head);
        try {
            if (bytes.getLong(0) == PNG_SIGNATURE) {
                return checked(bytes.getInt(16), bytes.getInt(20));
            }
            if (bytes.getInt(0) == RIFF && bytes.getInt(8) == WEBP) {
                return webp(bytes.getInt(12), bytes.order(ByteOrder.LITTLE_ENDIAN));
            }
            if (bytes.getShort(0) == (short) 0xFFD8) {
                return jpeg(bytes);
            }
            if (head[0] == 'G' && head[1] == 'I' && head[2] == 'F') {
                bytes.order(ByteOrder.LITTLE_ENDIAN);
                return checked(unsigned(bytes, 6), unsigned(bytes, 8));
            }
            return null;
        } catch (IndexOutOfBoundsException tooShort) {
            return null;
        }
    }

    private static @Nullable ImageSize webp(int chunk, ByteBuffer littleEndian) {
        return switch (chunk) {
            case WEBP_LOSSY -> checked(unsigned(littleEndian, 26) & 0x3FFF, unsigned(littleEndian, 28) & 0x3FFF);
            case WEBP_LOSSLESS -> {
                int bits = littleEndian.getInt(21);
                yield checked((bits & 0x3FFF) + 1, (bits >>> 14 & 0x3FFF) + 1);
            }
            case WEBP_EXTENDED ->
                checked((littleEndian.getInt(24) & 0xFFFFFF) + 1, (littleEndian.getInt(26) >>> 8) + 1);
            default -> null;
        };
    }

    /** Walks the segments of a JPEG to its frame header. */
    private static @Nullable ImageSize jpeg(ByteBuffer bytes) {
        int at = 2;
        while (true) {
            int marker = unsigned(bytes, at);
            if (marker == 0xFFFF) {
                at++;
            } else if (marker < 0xFF01) {
                return null;
            } else if (isFrameHeader(marker)) {
                return checked(unsigned(bytes, at + 7), unsigned(bytes, at + 5));
            } else {
                at += 2 + (standsAlone(marker) ? 0 : unsigned(bytes, at + 2));
            }
        }
    }

    private static boolean isFrameHeader(int marker) {
        return marker >= 0xFFC0 && marker <= 0xFFCF && marker != 0xFFC4 && marker != 0xFFC8 && marker != 0xFFCC;
    }

    private static boolean standsAlone(int marker) {
        return marker == 0xFF01 || (marker >= 0xFFD0 && marker <= 0xFFD9);
    }

    private static int unsigned(ByteBuffer bytes, int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }

    private static @Nullable ImageSize checked(int width, int height) {
        boolean plausible = width > 0 && width <= SIDE_MAX && height > 0 && height <= SIDE_MAX;
        return plausible ? new ImageSize(width, height) : null;
    }
}
