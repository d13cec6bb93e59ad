package io.grammage.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What fuzz targets compare with: another's parser, as strict as JSON is, and without its bounds. */
final class FuzzedJson {
    private static final JsonMapper LENIENT = mapper(false);
    private static final JsonMapper STRICT = mapper(true);

    private FuzzedJson() {}

    private static JsonMapper mapper(boolean strict) {
        StreamReadConstraints bounds = StreamReadConstraints.builder()
                .maxNestingDepth(1_000_000)
                .maxNumberLength(1_000_000)
                .maxNameLength(10_000_000)
                .build();
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(bounds)
                        .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
                        .build())
                .build();
    }

    /** The bytes as text, or null when they are not UTF-8. */
    static @Nullable String text(byte[] bytes) {
        try {
            return UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** The JSON that the bytes are, of members with the same name the last; null when they are none. */
    static @Nullable JsonNode tree(byte[] bytes) {
        return tree(LENIENT, bytes);
    }

    /** The JSON object that the bytes are, without two members of the same name anywhere; null when they are none. */
    static @Nullable ObjectNode object(byte[] bytes) {
        return tree(STRICT, bytes) instanceof ObjectNode object ? object : null;
    }

    /** The names of the members of the object that the bytes are, in order. */
    static List<String> names(byte[] bytes) {
        List<String> names = new ArrayList<>();
        try (JsonParser parser = LENIENT.createParser(text(bytes))) {
            parser.nextToken();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                names.add(name);
                parser.nextToken();
                parser.skipChildren();
            }
        }
        return names;
    }

    private static @Nullable JsonNode tree(JsonMapper mapper, byte[] bytes) {
        String text = text(bytes);
        try {
            JsonNode tree = text == null ? null : mapper.readTree(text);
            return tree == null || tree.isMissingNode() ? null : tree;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Takes bytes in pieces. */
    interface Pieces {
        void feed(byte[] array, int offset, int length);
    }

    /** Cuts the bytes anywhere, and spoils each piece once it was taken. */
    static void inPieces(byte[] bytes, SplittableRandom random, Pieces taker) {
        int most = random.nextBoolean() ? 3 : 200;
        for (int at = 0; at < bytes.length; ) {
            int end = Math.min(bytes.length, at + 1 + random.nextInt(most));
            byte[] piece = Arrays.copyOfRange(bytes, at, end);
            taker.feed(piece, 0, piece.length);
            Arrays.fill(piece, (byte) '#');
            at = end;
        }
    }
}
