package io.grammage.gateway.relay;

import io.grammage.gateway.catalog.Lifecycle;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.ledger.CallStart;
import io.grammage.gateway.ledger.Outcome;
import io.grammage.gateway.ledger.Usage;
import io.grammage.gateway.wire.JsonString;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What all kinds of answers share: the provider's answer, the caller's response, and the headers that say who served
 * and what the gateway added. Confined to an event loop.
 */
final class Reply {
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
    private static final CharSequence PROVIDER = HttpHeaders.createOptimized("x-grammage-provider");
    private static final CharSequence OVERHEAD = HttpHeaders.createOptimized("x-grammage-overhead-ms");
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final RelayServices services;
    private final UpstreamTry upstream;
    private final HttpClientResponse head;
    private final Settlement settlement;
    private final long headNanos;

    Reply(RelayServices services, UpstreamTry upstream, HttpClientResponse head, Settlement settlement) {
        this.services = services;
        this.upstream = upstream;
        this.head = head;
        this.settlement = settlement;
        headNanos = services.clock().nanos();
    }

    RelayServices services() {
        return services;
    }

    /** The call as it is served. */
    Call call() {
        return upstream.call();
    }

    UpstreamTry upstream() {
        return upstream;
    }

    HttpClientResponse head() {
        return head;
    }

    Settlement settlement() {
        return settlement;
    }

    HttpServerResponse response() {
        return call().request().response();
    }

    /** Whether the caller still listens. */
    boolean isOpen() {
        return !response().closed() && !response().ended();
    }

    /** The public name of the model, as answers carry it. */
    JsonString publicModel() {
        return JsonString.of(call().model().name());
    }

    /** What the gateway adds to the answer's {@code usage}. */
    byte[] usageMembers(Usage usage) {
        return new UsageJson(services.settings().zeroCarbonWhenNotEstimated())
                .members(usage, upstream.provider().hosting().zone().code());
    }

    /**
     * Why the answer will not be completed.
     *
     * @param progress how far it came, as in "after 3 events"
     */
    GatewayException breakage(Outcome outcome, String progress) {
        if (outcome == Outcome.INTERRUPTED) {
            return new GatewayException(
                    ErrorCode.SHUTTING_DOWN, "This node is stopping and broke off the answer " + progress + ".");
        }
        return new GatewayException(
                ErrorCode.PROVIDER_BROKEN,
                "Provider " + upstream.provider().id() + " broke off its answer " + progress + ".");
    }

    /** Goes on reading from the provider, who was not to blame for the gap. */
    void readOn() {
        upstream.alive();
        head.resume();
    }

    /** Microseconds from the start of the call until now. */
    long sinceStartMicros() {
        return (services.clock().nanos() - call().receivedNanos()) / 1_000;
    }

    /** Sets status and headers of a gathered answer, whose last byte came at that moment. */
    void prepareGathered(long lastByteNanos) {
        prepare(services.clock().nanos() - lastByteNanos);
    }

    /** Sets status and headers of an answer that is passed on as it comes. */
    void prepareFlowing() {
        prepare(services.clock().nanos() - headNanos);
    }

    private void prepare(long afterUpstreamNanos) {
        Call call = call();
        HttpServerResponse response = response();
        response.setStatusCode(head.statusCode());
        copyHeader(HttpHeaders.CONTENT_TYPE);
        response.headers().set(REQUEST_ID, call.start().id().toString());
        response.headers().set(PROVIDER, upstream.provider().id());
        long overheadNanos = upstream.sentNanos() - call.receivedNanos() + afterUpstreamNanos;
        settlement.overhead(overheadNanos);
        response.headers().set(OVERHEAD, millis(overheadNanos));
        if (call.redirectedFrom() != null) {
            response.putHeader("x-grammage-redirected-from", call.redirectedFrom());
        }
        if (call.fallbackFrom() != null) {
            response.putHeader("x-grammage-fallback-from", call.fallbackFrom());
        }
        addLifecycle(response, call.model().lifecycle(), call.start());
    }

    /** Passes a header of the provider's on, where it sent one. */
    void copyHeader(CharSequence name) {
        String value = head.getHeader(name);
        if (value != null) {
            response().headers().set(name, value);
        }
    }

    /** {@code Deprecation} as RFC 9745 and {@code Sunset} as RFC 8594 write them. */
    private static void addLifecycle(HttpServerResponse response, Lifecycle lifecycle, CallStart start) {
        if (lifecycle.stageAt(start.startedAt()) != Lifecycle.Stage.DEPRECATED) {
            return;
        }
        @Nullable Instant deprecatedAt = lifecycle.deprecatedAt();
        if (deprecatedAt != null) {
            response.putHeader("Deprecation", "@" + deprecatedAt.getEpochSecond());
        }
        @Nullable Instant endOfLifeAt = lifecycle.endOfLifeAt();
        if (endOfLifeAt != null) {
            response.putHeader("Sunset", HTTP_DATE.format(endOfLifeAt));
        }
    }

    /** Milliseconds with three decimals. */
    private static String millis(long nanos) {
        long micros = Math.max(0, nanos) / 1_000;
        String fraction = Long.toString(micros % 1_000);
        return micros / 1_000 + "." + "0".repeat(3 - fraction.length()) + fraction;
    }
}
