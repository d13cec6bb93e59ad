package io.grammage.gateway.simulator;

import io.grammage.gateway.simulator.Knob.UsageReport;
import io.grammage.gateway.simulator.StreamEvent.Kind;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The events of a stream as bytes, each made when it is asked for. Not thread-safe. */
final class EventPieces implements Iterator<Piece> {
    private final StreamPlan plan;
    private final Generation generation;
    private final Pace pace;
    private final EventJson writer;
    private final SseFraming framing;
    private final long malformed;
    private int index;
    private int choicesToFinish;
    private long outputTokens;
    private long reasoningTokens;

    EventPieces(StreamPlan plan, Generation generation, Pace pace) {
        this.plan = plan;
        this.generation = generation;
        this.pace = pace;
        this.writer = new EventJson(generation, plan.usage() == UsageReport.WITH_NULLS);
        this.framing = new SseFraming(generation.knobs());
        this.malformed = generation.knobs().number(Knob.MALFORMED_EVENT, 0);
        this.choicesToFinish = generation.choices().size();
    }

    @Override
    public boolean hasNext() {
        return index < plan.events().size();
    }

    @Override
    public Piece next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the stream has " + index + " events");
        }
        StreamEvent event = plan.events().get(index);
        boolean first = index == 0;
        index++;
        int text = advance(event);
        Usage usage = usage(event);
        int padding = first ? (int) generation.knobs().number(Knob.ANSWER_BYTES, 0) : 0;
        byte[] data = writer.write(event, usage, padding);
        if (index == malformed) {
            data = Arrays.copyOf(data, data.length / 2);
        }
        int output = event.kind() == Kind.TOKEN || event.kind() == Kind.REASONING ? 1 : 0;
        int reasoning = event.kind() == Kind.REASONING ? 1 : 0;
        Tally tally = new Tally(1, output, reasoning, text, usage != null);
        return new Piece(framing.frame(data, first), pace.dueNanos(event.step()), tally);
    }

    /** Counts what the event brings, and tells the bytes of generated text in it. */
    private int advance(StreamEvent event) {
        Choice choice = event.choice();
        switch (event.kind()) {
            case REASONING -> {
                outputTokens++;
                reasoningTokens++;
            }
            case TOKEN -> outputTokens++;
            case FINISH -> choicesToFinish--;
            case ROLE, TOOL, USAGE, ERROR, DONE, AFTER_DONE -> {
                return 0;
            }
        }
        return choice == null || event.kind() == Kind.FINISH ? 0 : Utf8.length(choice.token(event.step()));
    }

    private @Nullable Usage usage(StreamEvent event) {
        return switch (plan.usage()) {
            case MISSING -> null;
            case ZERO -> event.kind() == Kind.USAGE ? Usage.ZERO : null;
            case WITH_NULLS, SEPARATE -> event.kind() == Kind.USAGE ? generation.usage() : null;
            case LAST -> event.kind() == Kind.FINISH && choicesToFinish == 0 ? generation.usage() : null;
            case CUMULATIVE ->
                event.choice() == null ? null : generation.usage().withOutput(outputTokens, reasoningTokens);
        };
    }
}
