package io.grammage.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.kernel.CallId;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.ledger.UsageRecord;
import io.grammage.gateway.ledger.testing.UsageRecords;
import io.grammage.gateway.relay.FinishedCall;
import io.grammage.gateway.relay.RefusedCall;
import io.grammage.gateway.testing.ManualClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class AccessLogTest {
    private static final ManualClock CLOCK = new ManualClock(Instant.parse("2026-11-22T01:02:03.000004Z"));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void writesALineForEachCall() {
        UsageRecord record = new UsageRecords(7).next();
        try (AccessLog log = AccessLog.to(out, CLOCK)) {
            log.onFinished(new FinishedCall(record, 1_234_567, 89));
            log.onRefused(
                    new RefusedCall(new CallId(new UUID(1, 2)), Endpoint.CHAT_COMPLETIONS, ErrorCode.INVALID_API_KEY));
        }
        List<JsonNode> lines = lines();
        assertThat(lines).hasSize(2);
        JsonNode finished = lines.getFirst();
        assertThat(finished.path("time").asString()).isEqualTo("2026-11-22T01:02:03.000004Z");
        assertThat(finished.path("id").asString()).isEqualTo(record.id().toString());
        assertThat(finished.path("overhead_us").asLong()).isEqualTo(1_234);
        assertThat(finished.path("bytes_out").asLong()).isEqualTo(89);
        assertThat(finished.path("tokens_out").asLong())
                .isEqualTo(record.usage().consumption().tokens().output());
        assertThat(lines.getLast().path("error").asString()).isEqualTo("invalid_api_key");
        assertThat(lines.getLast().path("status").asInt()).isEqualTo(401);
    }

    @Test
    void keepsALineOneLineWhateverThePathHolds() {
        try (AccessLog log = AccessLog.to(out, CLOCK)) {
            log.onOther("GET", "/a\"b\\c\n{\u00e9", 404, 5);
        }
        assertThat(lines())
                .singleElement()
                .satisfies(line -> assertThat(line.path("path").asString()).isEqualTo("/a?b?c?{?"));
    }

    @Test
    void writesWhatCameWhileItWroteAtOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Semaphore mayWrite = new Semaphore(0);
        OutputStream slow = new OutputStream() {
            @Override
            public void write(int b) {
                throw new UnsupportedOperationException("lines are written as arrays");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                begun.countDown();
                mayWrite.acquireUninterruptibly();
                out.write(bytes, offset, length);
            }
        };
        try (AccessLog log = AccessLog.to(slow, CLOCK)) {
            log.onOther("GET", "/first", 200, 1);
            begun.await();
            // The reader is stuck: what no longer fits is dropped, and nobody waits.
            for (int i = 0; i < AccessLog.WAITING_MAX + 500; i++) {
                log.onOther("GET", "/" + i, 200, 1);
            }
            mayWrite.release(2);
        }
        List<JsonNode> lines = lines();
        assertThat(lines).hasSize(1 + AccessLog.WAITING_MAX);
        assertThat(lines.getLast().path("path").asString()).isEqualTo("/" + (AccessLog.WAITING_MAX - 1));
    }

    @Test
    void goesOnAfterAWriteThatFailed() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) {
                throw new UnsupportedOperationException("lines are written as arrays");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (failed.getCount() > 0) {
                    failed.countDown();
                    throw new IOException("no space");
                }
                out.write(bytes, offset, length);
            }
        };
        try (AccessLog log = AccessLog.to(broken, CLOCK)) {
            log.onOther("GET", "/lost", 200, 1);
            failed.await();
            log.onOther("GET", "/kept", 200, 1);
        }
        assertThat(lines())
                .singleElement()
                .satisfies(line -> assertThat(line.path("path").asString()).isEqualTo("/kept"));
    }

    private List<JsonNode> lines() {
        return out.toString(StandardCharsets.US_ASCII)
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }
}
