package io.grammage.gateway.simulator;

import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.simulator.Knob.StreamOptions;
import io.grammage.gateway.simulator.KnobType.StatusLine.ErrorStatus;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** Turns requests into scripts. Thread-safe. */
final class Answers {
    private static final int MOST_COMPONENTS = 4_000_000;

    private final SimulatorOptions options;
    private final Clock clock;
    private final AtomicLong number = new AtomicLong();

    Answers(SimulatorOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
    }

    /**
     * What to send for a request.
     *
     * @throws Refusal when it is to be answered with an error
     */
    Script answer(Endpoint endpoint, JsonNode body, Knobs knobs, CallRecord record) {
        String name = RequestReader.model(body);
        record.requested(name, RequestReader.stream(body));
        SimulatedModel model = options.model(name)
                .orElseThrow(() ->
                        new Refusal(404, "model: " + name + " is not served here", "model_not_found", "model", null));
        refuseIfTold(body, knobs);
        return switch (endpoint) {
            case CHAT_COMPLETIONS -> text(RequestReader.chat(body), model, knobs, record);
            case COMPLETIONS -> text(RequestReader.completion(body), model, knobs, record);
            case EMBEDDINGS -> embeddings(RequestReader.embedding(body), model, knobs, record);
        };
    }

    private static void refuseIfTold(JsonNode body, Knobs knobs) {
        ErrorStatus error = knobs.value(Knob.STATUS, ErrorStatus.class);
        if (error != null) {
            throw new Refusal(
                    error.status(), "The simulator was told to answer so.", error.code(), null, error.retryAfter());
        }
        if (knobs.value(Knob.STREAM_OPTIONS, StreamOptions.class) == StreamOptions.REFUSE
                && body.has("stream_options")) {
            throw Refusal.invalid("stream_options: present (expected: absent)", "stream_options");
        }
    }

    private Script text(TextRequest request, SimulatedModel model, Knobs knobs, CallRecord record) {
        Usage prompt = Usage.ofPrompt(request.promptTokens(), knobs);
        record.counted(prompt);
        checkLength(request.prompts(), model, request.chat() ? "messages" : "prompt");
        List<Choice> choices = Author.write(request, knobs);
        Generation generation = new Generation(
                request,
                knobs,
                (request.chat() ? "chatcmpl-sim-" : "cmpl-sim-") + number.incrementAndGet(),
                clock.epochMicros() / 1_000_000,
                choices,
                prompt.withOutput(Choice.outputTokens(choices), Choice.reasoningTokens(choices)));
        Pace pace = Pace.of(knobs);
        if (request.streaming().requested()) {
            StreamPlan plan = StreamPlan.of(generation);
            CallEnd end = plan.failed() ? CallEnd.FAILED : CallEnd.COMPLETED;
            return Script.stream(new EventPieces(plan, generation, pace), plan.ending(), end);
        }
        return Script.whole(
                PlainAnswer.text(generation), pace.dueNanos(Choice.lastStep(choices)), PlainAnswer.tally(generation));
    }

    private static Script embeddings(EmbeddingRequest request, SimulatedModel model, Knobs knobs, CallRecord record) {
        long tokens = 0;
        for (Prompt input : request.inputs()) {
            tokens += input.tokens();
        }
        Usage usage = Usage.ofPrompt(tokens, knobs);
        record.counted(usage);
        checkLength(request.inputs(), model, "input");
        int dimensions = request.dimensions() < 0 ? model.dimensions() : request.dimensions();
        long components = (long) dimensions * request.inputs().size();
        if (components > MOST_COMPONENTS) {
            throw Refusal.invalid(
                    "input: " + components + " numbers to answer with (expected: at most " + MOST_COMPONENTS + ")",
                    "input");
        }
        byte[] body = PlainAnswer.embeddings(request, dimensions, usage, knobs);
        boolean told = PlainAnswer.reported(usage, knobs) != null;
        return Script.whole(body, Pace.of(knobs).dueNanos(0), new Tally(0, 0, 0, 0, told));
    }

    private static void checkLength(List<Prompt> prompts, SimulatedModel model, String parameter) {
        for (Prompt prompt : prompts) {
            if (prompt.tokens() > model.contextWindow()) {
                throw new Refusal(
                        400,
                        parameter + ": " + prompt.tokens() + " tokens (expected: at most " + model.contextWindow()
                                + ")",
                        "context_length_exceeded",
                        parameter,
                        null);
            }
        }
    }
}
