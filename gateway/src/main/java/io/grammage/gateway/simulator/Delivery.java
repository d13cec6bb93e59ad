package io.grammage.gateway.simulator;

import io.grammage.gateway.simulator.Knob.CutHow;
import io.grammage.gateway.simulator.Knob.Hang;
import io.grammage.gateway.simulator.KnobType.HeaderLine.Header;
import io.grammage.gateway.simulator.Script.Ending;
import java.util.Collections;

/** The knobs that concern how an answer is brought, whatever is in it. Pure functions. */
final class Delivery {
    /** Large pieces leave in slices, so that a slow reader holds back the rest. */
    private static final int LARGEST_SLICE = 16 * 1024;

    private static final long SLOW_NANOS = 10_000_000;

    private Delivery() {}

    /** The script with these knobs applied. */
    static Script of(Script script, Knobs knobs) {
        Script encoded = encoded(hung(head(script, knobs), knobs), knobs);
        return sliced(cut(encoded, knobs), knobs);
    }

    /** How a cut ends the connection. */
    static Ending cut(Knobs knobs) {
        return knobs.value(Knob.CUT_HOW, CutHow.class) == CutHow.RESET ? Ending.RESET : Ending.CLOSE;
    }

    private static Script head(Script script, Knobs knobs) {
        Script result = knobs.isOn(Knob.EARLY_HEAD) ? script.withHeadAtOnce() : script;
        String contentType = knobs.value(Knob.CONTENT_TYPE, String.class);
        if (contentType != null) {
            result = result.withHeader("content-type", contentType);
        }
        Header header = knobs.value(Knob.ANSWER_HEADER, Header.class);
        return header == null ? result : result.withHeader(header.name(), header.value());
    }

    private static Script hung(Script script, Knobs knobs) {
        return switch (knobs.value(Knob.HANG, Hang.class)) {
            case null -> script;
            case HEADERS -> script.withBody(Collections.emptyIterator()).withEnding(() -> Ending.HANG);
            case BODY ->
                script.withHeadAtOnce().withBody(Collections.emptyIterator()).withEnding(() -> Ending.HANG);
        };
    }

    private static Script encoded(Script script, Knobs knobs) {
        if (knobs.isOn(Knob.GZIP)) {
            return script.withBody(new GzipPieces(script.body()))
                    .withHeader("content-encoding", "gzip")
                    .withLength(Script.CHUNKED);
        }
        return knobs.isOn(Knob.CHUNKED) ? script.withLength(Script.CHUNKED) : script;
    }

    private static Script cut(Script script, Knobs knobs) {
        if (!knobs.has(Knob.CUT_AFTER_BYTES)) {
            return script;
        }
        CutPieces pieces = new CutPieces(script.body(), knobs.number(Knob.CUT_AFTER_BYTES, 0));
        Ending whole = script.ending().get();
        return script.withBody(pieces).withEnding(() -> pieces.cut() ? cut(knobs) : whole);
    }

    private static Script sliced(Script script, Knobs knobs) {
        if (knobs.has(Knob.SLOW_BYTES)) {
            int size = (int) knobs.number(Knob.SLOW_BYTES, LARGEST_SLICE);
            return script.withBody(new SlicedPieces(script.body(), size, SLOW_NANOS));
        }
        boolean large = script.length() == Script.CHUNKED || script.length() > LARGEST_SLICE;
        return large ? script.withBody(new SlicedPieces(script.body(), LARGEST_SLICE, 0)) : script;
    }
}
