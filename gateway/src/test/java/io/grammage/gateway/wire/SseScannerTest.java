package io.grammage.gateway.wire;

import static io.grammage.gateway.wire.Compare.same;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseScannerTest {
    private static final List<String> STREAMS = List.of(
            "data: {\"a\":\"é🙂\"}\n\ndata: [DONE]\n\n",
            "data: 1\r\n\r\ndata:2\r\n\r\n",
            "data: 1\r\rdata:  2\r\r",
            "data: 1\n\r\ndata: 2\r\n\ndata: 3\r\n\rdata: 4\n\r",
            "\uFEFFdata: 1\n\ndata: 2\n\n",
            ": OPENROUTER PROCESSING\n\n:\n\ndata: 1\n\n: x\ndata: 2\n: y\n\n",
            "event: error\nid: 7\nretry: 10\ndata: {\ndata:\"a\":\ndata: 1}\n\n",
            "data\n\ndata:\n\ndata: \n\n\n\n\ndatax: 1\n\n data: 2\n\ndata : 3\n\n",
            "data: 1\nid: 4\ndata: 2\nevent: e\n\n",
            "data: [DONE]\n\ndata: after\n\n",
            "data: 1\n\ndata: tail",
            "data: 1\n\ndata: [DONE]\n",
            "data: 1\r\n\r",
            "<html>\nnot a stream\n",
            "");

    @Test
    void tellsTheSameEventsHoweverTheStreamIsCut() {
        for (String stream : STREAMS) {
            byte[] bytes = stream.getBytes(UTF_8);
            List<SseReference.Event> expected = SseReference.read(stream);
            for (int first = 0; first <= bytes.length; first++) {
                for (int second = first; second <= bytes.length; second++) {
                    check(stream, expected, scan(bytes, 0, first, second, bytes.length));
                }
            }
            int[] everyByte = new int[bytes.length + 1];
            Arrays.setAll(everyByte, i -> i);
            check(stream, expected, scan(bytes, everyByte));
        }
    }

    private static void check(String stream, List<SseReference.Event> expected, List<SseEvent> events) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<SseReference.Event> read = new ArrayList<>();
        for (SseEvent event : events) {
            event.writeTo(out::write);
            if (event.hasData()) {
                read.add(new SseReference.Event(event.name(), data(event)));
            }
        }
        same(out.toString(UTF_8), stream);
        same(read, expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n\n", "\r\n\r\n", "\r\r", "\n\r", "\r\n\n", "\n\r\n"})
    void tellsAnEventAsSoonAsItsBlankLineIsThere(String end) {
        SseScanner scanner = new SseScanner();
        byte[] piece = ("data: 1" + end).getBytes(UTF_8);

        scanner.feed(piece, 0, piece.length);
        SseEvent event = requireNonNull(scanner.next());

        assertThat(event.array()).as("no copy").isSameAs(piece);
        assertThat(event.end()).isEqualTo(piece.length);
        assertThat(event.terminated()).isTrue();
        assertThat(scanner.next()).isNull();
        assertThat(scanner.finish()).isNull();
    }

    @Test
    void waitsForTheLineFeedOfABlankLineWhereLinesEndWithCrlf() {
        SseScanner scanner = new SseScanner();
        byte[] stream = "data: 1\r\n\r\ndata: 2\r\n\rdata: 3\r\n\r".getBytes(UTF_8);
        scanner.feed(stream, 0, 10);
        assertThat(scanner.next()).isNull();
        scanner.feed(stream, 10, 1);
        assertThat(text(requireNonNull(scanner.next()))).isEqualTo("data: 1\r\n\r\n");

        scanner.feed(stream, 11, 10);
        assertThat(scanner.next()).isNull();
        scanner.feed(stream, 21, 10);
        SseEvent cut = requireNonNull(scanner.next());
        assertThat(text(cut)).isEqualTo("data: 2\r\n\r");
        assertThat(cut.terminated()).isTrue();
        assertThat(scanner.next()).isNull();

        SseEvent last = requireNonNull(scanner.finish());
        assertThat(text(last)).isEqualTo("data: 3\r\n\r");
        assertThat(last.terminated()).isTrue();
    }

    @Test
    void tellsAnEventWhoseLinesEndWithCrWithoutWaiting() {
        SseScanner scanner = new SseScanner();
        byte[] stream = "data: 1\r\r\ndata: 2\n\r".getBytes(UTF_8);
        scanner.feed(stream, 0, 9);
        assertThat(text(requireNonNull(scanner.next()))).isEqualTo("data: 1\r\r");
        assertThat(scanner.next()).isNull();

        scanner.feed(stream, 9, stream.length - 9);
        SseEvent rest = requireNonNull(scanner.next());
        assertThat(text(rest)).isEqualTo("\n");
        assertThat(rest.hasData()).isFalse();
        assertThat(text(requireNonNull(scanner.next()))).isEqualTo("data: 2\n\r");
    }

    @Test
    void keepsEventsIntactThatAreHeldWhileTheStreamGoesOn() {
        byte[] bytes = "data: 1\n\ndata: [DONE]\n\ndata: 22\n\ndata: 333\n\n".getBytes(UTF_8);
        for (int size = 1; size < bytes.length; size++) {
            SseScanner scanner = new SseScanner();
            List<SseEvent> held = new ArrayList<>();
            for (int at = 0; at < bytes.length; at += size) {
                byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size));
                scanner.feed(piece, 0, piece.length);
                for (SseEvent event = scanner.next(); event != null; event = scanner.next()) {
                    held.add(event);
                }
            }
            same(held.stream().map(SseScannerTest::data).toList(), List.of("1", "[DONE]", "22", "333"));
        }
    }

    @Test
    void tellsWhatIsLeftAtTheEnd() {
        List<SseEvent> events = scan("data: 1\n\nevent: x\ndata: [DONE]".getBytes(UTF_8), 0, 12, 30);

        assertThat(events).hasSize(2);
        assertThat(events.getLast().terminated()).isFalse();
        assertThat(events.getLast().done()).isTrue();
        assertThat(events.getLast().name()).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: [DONE]\n\n", "data:[DONE]\n\n", "data:  [DONE] \t\n\n", "data:\ndata: [DONE]\n\n"})
    void recognisesTheEnd(String event) {
        assertThat(only(event).done()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: [DONE\n\n",
                "data: \"[DONE]\"\n\n",
                "data: [DONE]x\n\n",
                ": [DONE]\n\n",
                "event: [DONE]\n\n"
            })
    void doesNotTakeOtherDataForTheEnd(String event) {
        assertThat(only(event).done()).isFalse();
    }

    @Test
    void bearsABigEventInSmallPiecesAndBoundsIt() {
        byte[] big = ("data: \"" + "x".repeat(1_000_000) + "\"\n\n").getBytes(UTF_8);
        for (int size : new int[] {1, 1_000, 2_000_000}) {
            assertThat(data(only(new SseScanner(), big, size))).hasSize(1_000_002);
            assertThat(data(only(new SseScanner(big.length), big, size))).hasSize(1_000_002);
            GatewayException refusal =
                    catchThrowableOfType(GatewayException.class, () -> only(new SseScanner(big.length - 1), big, size));
            assertThat(refusal.code()).isEqualTo(ErrorCode.PROVIDER_BROKEN);
            assertThat(refusal.message()).contains("more than " + (big.length - 1) + " bytes");
        }
    }

    @Test
    void boundsAStreamThatNeverEndsAnEvent() {
        SseScanner scanner = new SseScanner(10_000);
        byte[] piece = "data: never\n".getBytes(UTF_8);
        GatewayException refusal = catchThrowableOfType(GatewayException.class, () -> {
            for (int i = 0; i < 10_000; i++) {
                scanner.feed(piece, 0, piece.length);
                assertThat(scanner.next()).isNull();
            }
        });

        assertThat(refusal).isNotNull();
    }

    private static SseEvent only(SseScanner scanner, byte[] bytes, int size) {
        for (int at = 0; at < bytes.length; at += size) {
            scanner.feed(bytes, at, Math.min(size, bytes.length - at));
            SseEvent event = scanner.next();
            if (event != null) {
                return event;
            }
        }
        throw new AssertionError("no event");
    }

    static SseEvent only(String event) {
        byte[] bytes = event.getBytes(UTF_8);
        List<SseEvent> events = scan(bytes, 0, bytes.length);
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    /** The events of the pieces between the indexes, the rest at the end as the last. */
    static List<SseEvent> scan(byte[] bytes, int... bounds) {
        SseScanner scanner = new SseScanner();
        List<SseEvent> events = new ArrayList<>();
        for (int i = 1; i < bounds.length; i++) {
            byte[] piece = Arrays.copyOfRange(bytes, bounds[i - 1], bounds[i]);
            scanner.feed(piece, 0, piece.length);
            for (SseEvent event = scanner.next(); event != null; event = scanner.next()) {
                events.add(event);
            }
        }
        SseEvent rest = scanner.finish();
        if (rest != null) {
            events.add(rest);
        }
        return events;
    }

    private static String text(SseEvent event) {
        return new String(event.array(), event.start(), event.end() - event.start(), UTF_8);
    }

    static String data(SseEvent event) {
        return new String(event.data(), event.dataStart(), event.dataEnd() - event.dataStart(), UTF_8);
    }
}
