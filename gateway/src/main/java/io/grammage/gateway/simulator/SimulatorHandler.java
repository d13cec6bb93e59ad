package io.grammage.gateway.simulator;

import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.kernel.Endpoint;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Receives requests and has them answered. Stateless apart from what it is given, so shared by all event loops. */
final class SimulatorHandler implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatorHandler.class);
    private static final int LARGEST_BODY = 64 << 20;

    private final Vertx vertx;
    private final Clock clock;
    private final Knobs everywhere;
    private final SimulatorLog log;
    private final Answers answers;
    private final Pages pages;

    SimulatorHandler(Vertx vertx, Clock clock, SimulatorOptions options, SimulatorLog log) {
        this.vertx = vertx;
        this.clock = clock;
        this.everywhere = Knobs.of(options.knobs());
        this.log = log;
        this.answers = new Answers(options, clock);
        this.pages = new Pages(options, log);
    }

    @Override
    public void handle(HttpServerRequest request) {
        String path = Objects.requireNonNullElse(request.path(), "");
        Optional<Endpoint> endpoint = Endpoint.fromPath(path);
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() <= LARGEST_BODY) {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(nothing -> {
            if (endpoint.isPresent()) {
                call(endpoint.get(), request, body);
            } else {
                page(path, request);
            }
        });
    }

    private void page(String path, HttpServerRequest request) {
        Script script;
        try {
            script = pages.page(path, request.getParam("request_id"));
            if (!request.method().equals(HttpMethod.GET)) {
                throw new Refusal(405, request.method() + " " + path + " (expected: GET)", null, null, null);
            }
        } catch (Refusal e) {
            script = Script.refused(e, 0);
        }
        // Pages are no calls: what counts them is thrown away.
        CallRecord uncounted = new CallRecord(new SimulatorLog(0, null), clock, path, null, 0);
        new Transmission(vertx, clock, request, script, uncounted, 0).begin();
    }

    private void call(Endpoint endpoint, HttpServerRequest request, Buffer body) {
        CallRecord record = new CallRecord(
                log,
                clock,
                endpoint.path(),
                request.getHeader("x-request-id"),
                attempt(request.getHeader("x-grammage-attempt")));
        Knobs knobs = Knobs.NONE;
        Script script;
        try {
            JsonNode parsed = parse(request, body);
            knobs = Knobs.forRequest(everywhere, request.headers(), parsed, record.attempt());
            script = answers.answer(endpoint, parsed, knobs, record);
        } catch (Refusal e) {
            script = Script.refused(e, Pace.of(knobs).dueNanos(0));
        } catch (RuntimeException e) {
            LOG.error("the simulator failed to answer", e);
            script = Script.refused(new Refusal(500, "The simulator failed; its log says how.", null, null, null), 0);
        }
        int eventsPerWrite = (int) knobs.number(Knob.EVENTS_PER_WRITE, 0);
        new Transmission(vertx, clock, request, Delivery.of(script, knobs), record, eventsPerWrite).begin();
    }

    private static JsonNode parse(HttpServerRequest request, Buffer body) {
        if (!request.method().equals(HttpMethod.POST)) {
            throw new Refusal(405, request.method() + " " + request.path() + " (expected: POST)", null, null, null);
        }
        if (body.length() > LARGEST_BODY) {
            throw new Refusal(413, "body: above " + LARGEST_BODY + " bytes", null, null, null);
        }
        return RequestReader.parse(body.getBytes());
    }

    private static int attempt(@Nullable String header) {
        return header != null && header.matches("[0-9]{1,4}") ? Integer.parseInt(header) : 0;
    }
}
