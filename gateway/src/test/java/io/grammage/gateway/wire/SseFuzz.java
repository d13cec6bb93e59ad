package io.grammage.gateway.wire;

import static io.grammage.gateway.wire.Compare.same;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Streams of events: the events one after another are the stream, wherever it is cut; they are those that the standard sees;
 * and a changed event is still one event, changed in {@code model} and {@code usage} alone.
 */
public final class SseFuzz {
    private static final JsonString PUBLIC = JsonString.of("pu\"blic/é");
    private static final AnswerReader READER = new AnswerReader(PUBLIC);
    private static final byte[] OURS = "{\"ours\":\n[1]}".getBytes(UTF_8);

    private static final JsonNode OURS_TREE = JsonMapper.shared().readTree(OURS);

    private SseFuzz() {}

    /** What is told of an event. */
    private record Told(
            String bytes,
            boolean terminated,
            boolean done,
            @Nullable String name,
            @Nullable String data) {}

    /** The stream with another usage in each event, and with none. */
    private static final class Rewritten {
        private final ByteArrayOutputStream with = new ByteArrayOutputStream();
        private final ByteArrayOutputStream without = new ByteArrayOutputStream();
    }

    public static void fuzzerTestOneInput(byte[] stream) {
        List<Told> atOnce = new ArrayList<>();
        Rewritten rewritten = new Rewritten();
        SseScanner scanner = new SseScanner();
        scanner.feed(stream, 0, stream.length);
        take(scanner, atOnce, rewritten);
        finish(scanner, atOnce, rewritten);
        checkBytes(atOnce, stream);
        checkStandard(atOnce, stream, rewritten.with, OURS_TREE);
        checkStandard(atOnce, stream, rewritten.without, null);
        SplittableRandom random = new SplittableRandom(Arrays.hashCode(stream));
        for (int i = 0; i < 3; i++) {
            List<Told> inPieces = new ArrayList<>();
            SseScanner other = new SseScanner();
            FuzzedJson.inPieces(stream, random, (array, offset, length) -> {
                other.feed(array, offset, length);
                take(other, inPieces, new Rewritten());
            });
            finish(other, inPieces, new Rewritten());
            checkBytes(inPieces, stream);
            same(withData(inPieces), withData(atOnce));
        }
    }

    private static void take(SseScanner scanner, List<Told> events, Rewritten rewritten) {
        for (SseEvent event = scanner.next(); event != null; event = scanner.next()) {
            events.add(told(event));
            rewrite(event, rewritten);
        }
    }

    private static void finish(SseScanner scanner, List<Told> events, Rewritten rewritten) {
        SseEvent rest = scanner.finish();
        if (rest != null) {
            events.add(told(rest));
            rewrite(rest, rewritten);
        }
    }

    private static Told told(SseEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        event.writeTo(bytes::write);
        String data = event.hasData()
                ? new String(event.data(), event.dataStart(), event.dataEnd() - event.dataStart(), UTF_8)
                : null;
        return new Told(
                bytes.toString(java.nio.charset.StandardCharsets.ISO_8859_1),
                event.terminated(),
                event.done(),
                event.name(),
                data);
    }

    private static void rewrite(SseEvent event, Rewritten out) {
        AnswerShape shape = event.hasData() ? READER.read(event.data(), event.dataStart(), event.dataEnd()) : null;
        if (shape == null) {
            event.writeTo(out.with::write);
            event.writeTo(out.without::write);
        } else {
            AnswerSplice.withUsage(AnswerSplice.renamed(event.splice(), shape, PUBLIC), shape, OURS)
                    .writeTo(out.with::write);
            AnswerSplice.withoutUsage(AnswerSplice.renamed(event.splice(), shape, PUBLIC), shape)
                    .writeTo(out.without::write);
        }
    }

    private static void checkBytes(List<Told> events, byte[] stream) {
        StringBuilder all = new StringBuilder();
        events.forEach(event -> all.append(event.bytes()));
        same(all.toString(), new String(stream, java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    /** The line feed of a CRLF may come by itself when the stream is cut there; it has no data. */
    private static List<String> withData(List<Told> events) {
        return events.stream()
                .filter(event -> event.data() != null)
                .map(event -> event.terminated() + " " + event.done() + " " + event.name() + " " + event.data())
                .toList();
    }

    private static void checkStandard(
            List<Told> events, byte[] stream, ByteArrayOutputStream rewritten, @Nullable JsonNode usage) {
        String text = FuzzedJson.text(stream);
        if (text == null) {
            return;
        }
        List<SseReference.Event> standard = SseReference.read(text);
        List<Told> told = events.stream().filter(event -> event.data() != null).toList();
        List<SseReference.Event> changed = SseReference.read(rewritten.toString(UTF_8));
        same(told.size(), standard.size());
        same(changed.size(), standard.size());
        for (int i = 0; i < standard.size(); i++) {
            same(told.get(i).name(), standard.get(i).name());
            same(told.get(i).data(), standard.get(i).data());
            same(changed.get(i).name(), standard.get(i).name());
            checkChanged(
                    changed.get(i).data().getBytes(UTF_8),
                    standard.get(i).data().getBytes(UTF_8),
                    usage);
        }
    }

    private static void checkChanged(byte[] changed, byte[] original, @Nullable JsonNode usage) {
        ObjectNode tree = FuzzedJson.object(original);
        if (tree != null) {
            if (tree.path("model").isString()) {
                tree.put("model", PUBLIC.text());
            }
            tree.remove("usage");
            same(FuzzedJson.tree(changed), usage == null ? tree : tree.set("usage", usage));
        } else if (READER.read(original, 0, original.length) == null) {
            same(Arrays.equals(changed, original), true);
        }
    }
}
