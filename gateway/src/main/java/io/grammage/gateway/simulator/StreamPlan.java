package io.grammage.gateway.simulator;

import io.grammage.gateway.simulator.Knob.UsageReport;
import io.grammage.gateway.simulator.Script.Ending;
import io.grammage.gateway.simulator.StreamEvent.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of a stream in order, with the faults that add or take away whole events.
 *
 * @param usage how usage is reported
 * @param failed whether one of the events is an error
 */
record StreamPlan(List<StreamEvent> events, UsageReport usage, Ending ending, boolean failed) {

    static StreamPlan of(Generation generation) {
        Knobs knobs = generation.knobs();
        UsageReport usage = knobs.value(Knob.USAGE, UsageReport.class);
        if (usage == null) {
            usage = generation.request().streaming().includeUsage() ? UsageReport.WITH_NULLS : UsageReport.MISSING;
        }
        List<StreamEvent> events = new ArrayList<>();
        int steps = addTokens(events, generation);
        if (usage == UsageReport.WITH_NULLS || usage == UsageReport.SEPARATE || usage == UsageReport.ZERO) {
            events.add(new StreamEvent(Kind.USAGE, null, steps));
        }
        if (!knobs.isOn(Knob.OMIT_DONE)) {
            events.add(new StreamEvent(Kind.DONE, null, steps));
        }
        if (knobs.isOn(Knob.DATA_AFTER_DONE)) {
            events.add(new StreamEvent(Kind.AFTER_DONE, null, steps));
        }
        return new StreamPlan(events, usage, Ending.COMPLETE, false)
                .withError(knobs.number(Knob.ERROR_EVENT, Long.MAX_VALUE))
                .stopped(knobs.number(Knob.HANG_AFTER_EVENTS, Long.MAX_VALUE), Ending.HANG)
                .stopped(knobs.number(Knob.CUT_AFTER_EVENTS, Long.MAX_VALUE), Delivery.cut(knobs));
    }

    /** Adds the events of all choices, which advance side by side, and tells the last step. */
    private static int addTokens(List<StreamEvent> events, Generation generation) {
        int last = Choice.lastStep(generation.choices());
        if (generation.request().chat()) {
            generation.choices().forEach(choice -> events.add(new StreamEvent(Kind.ROLE, choice, 0)));
        }
        for (int step = 0; step <= last; step++) {
            for (Choice choice : generation.choices()) {
                if (step == choice.reasoning().size() && choice.tool() != null) {
                    events.add(new StreamEvent(Kind.TOOL, choice, step));
                }
                if (step < choice.outputTokens()) {
                    Kind kind = step < choice.reasoning().size() ? Kind.REASONING : Kind.TOKEN;
                    events.add(new StreamEvent(kind, choice, step));
                }
            }
        }
        generation.choices().forEach(choice -> events.add(new StreamEvent(Kind.FINISH, choice, last)));
        return last;
    }

    private StreamPlan withError(long ordinal) {
        if (ordinal > events.size()) {
            return this;
        }
        int index = (int) ordinal - 1;
        List<StreamEvent> until = new ArrayList<>(events.subList(0, index));
        until.add(new StreamEvent(Kind.ERROR, null, events.get(index).step()));
        return new StreamPlan(until, usage, ending, true);
    }

    private StreamPlan stopped(long after, Ending how) {
        return after >= events.size() ? this : new StreamPlan(events.subList(0, (int) after), usage, how, failed);
    }
}
