package io.grammage.gateway.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Bodies and the memory that they share. */
class RequestBodyTest {
    private static final int MAX = 1 << 20;
    private static final long UNKNOWN = -1;

    private final RequestMemory memory = new RequestMemory(4L * MAX);

    @Test
    void holdsWhatArrivedInOrder() {
        RequestBody body = new RequestBody(memory, MAX, UNKNOWN);
        body.append(Buffer.buffer("one "));
        body.append(Buffer.buffer());
        body.append(Buffer.buffer("two "));
        body.append(Buffer.buffer("three"));

        assertThat(new String(body.bytes(), 0, body.length(), US_ASCII)).isEqualTo("one two three");
    }

    @Test
    void growsWithoutLosingABytAndHoldsNoMoreThanItTook() {
        RequestBody body = new RequestBody(memory, MAX, UNKNOWN);
        byte[] sent = new byte[300_001];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i * 31);
        }
        for (int from = 0; from < sent.length; from += 999) {
            body.append(Buffer.buffer(Arrays.copyOfRange(sent, from, Math.min(sent.length, from + 999))));
            assertThat(memory.used()).isEqualTo(body.bytes().length);
        }
        assertThat(Arrays.copyOf(body.bytes(), body.length())).isEqualTo(sent);
        assertThat(memory.used()).isLessThanOrEqualTo(2L * sent.length);
    }

    @Test
    void takesTheMemoryOfADeclaredBodyAtOnceOnlyIfItIsSmall() {
        RequestBody small = new RequestBody(memory, MAX, 1_234);
        assertThat(memory.used()).isEqualTo(1_234);
        small.append(Buffer.buffer(new byte[1_234]));
        assertThat(memory.used()).isEqualTo(1_234);
        small.release();

        new RequestBody(memory, MAX, MAX);
        assertThat(memory.used()).isEqualTo(64 * 1024);
    }

    @Test
    void takesAsManyBytesAsAreAllowedAndNotOneMore() {
        RequestBody body = new RequestBody(memory, 10_000, 10_000);
        body.append(Buffer.buffer(new byte[10_000]));
        assertThat(body.length()).isEqualTo(10_000);
        assertThat(memory.used()).isEqualTo(10_000);

        refuses(ErrorCode.BODY_TOO_LARGE, () -> body.append(Buffer.buffer("x")), "more than 10000 bytes");
        refuses(ErrorCode.BODY_TOO_LARGE, () -> new RequestBody(memory, 10_000, 10_001), "more than 10000 bytes");
        refuses(
                ErrorCode.BODY_TOO_LARGE,
                () -> new RequestBody(memory, 10_000, Long.MAX_VALUE),
                "more than 10000 bytes");
        assertThat(memory.used()).isEqualTo(10_000);
        body.release();
        assertThat(memory.used()).isZero();
    }

    @Test
    void neverGrowsBeyondTheBoundThoughItDoubles() {
        RequestBody body = new RequestBody(memory, 10_000, UNKNOWN);
        body.append(Buffer.buffer(new byte[9_000]));
        body.append(Buffer.buffer(new byte[1_000]));
        assertThat(body.bytes()).hasSize(10_000);
        assertThat(memory.used()).isEqualTo(10_000);
    }

    @Test
    void givesItsMemoryBackOnceHoweverOftenItIsReleased() {
        RequestBody staying = new RequestBody(memory, MAX, 5_000);
        RequestBody going = new RequestBody(memory, MAX, UNKNOWN);
        going.append(Buffer.buffer(new byte[20_000]));
        going.release();
        going.release();

        assertThat(memory.used()).isEqualTo(5_000);
        staying.release();
        assertThat(memory.used()).isZero();
    }

    @Test
    void asksCallersToComeBackWhenTheMemoryOfAllIsTaken() {
        RequestMemory scarce = new RequestMemory(10_000);
        RequestBody first = new RequestBody(scarce, 10_000, 6_000);
        refuses(ErrorCode.OVERLOADED, () -> new RequestBody(scarce, 10_000, 6_000), "10000 bytes");
        RequestBody growing = new RequestBody(scarce, 10_000, 4_000);
        growing.append(Buffer.buffer(new byte[4_000]));
        GatewayException refusal = refuses(ErrorCode.OVERLOADED, () -> growing.append(Buffer.buffer("x")), "Try again");
        assertThat(refusal.retryAfterSeconds()).isEqualTo(1);
        assertThat(scarce.used()).isEqualTo(10_000);

        first.release();
        growing.append(Buffer.buffer("x"));
        assertThat(growing.length()).isEqualTo(4_001);
        growing.release();
        assertThat(scarce.used()).isZero();
    }

    @Test
    void neverLetsMoreThanTheLimitOutToManyAtOnce() throws Exception {
        int limit = 100;
        RequestMemory shared = new RequestMemory(limit);
        AtomicInteger held = new AtomicInteger();
        AtomicInteger heldMost = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        List<Future<?>> takers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                int size = 10 + 7 * i;
                takers.add(threads.submit(() -> {
                    go.await();
                    for (int round = 0; round < 20_000; round++) {
                        takeAndRelease(shared, size, held, heldMost);
                    }
                    return null;
                }));
            }
            go.countDown();
            for (Future<?> taker : takers) {
                taker.get();
            }
        }
        assertThat(heldMost.get()).isBetween(1, limit);
        assertThat(shared.used()).isZero();
    }

    private static void takeAndRelease(RequestMemory shared, int size, AtomicInteger held, AtomicInteger heldMost) {
        try {
            shared.take(size);
        } catch (GatewayException e) {
            return;
        }
        int now = held.addAndGet(size);
        heldMost.accumulateAndGet(now, Math::max);
        held.addAndGet(-size);
        shared.release(size);
    }

    private static GatewayException refuses(ErrorCode code, ThrowingCallable action, String words) {
        List<GatewayException> thrown = new ArrayList<>();
        assertThatThrownBy(action).isInstanceOfSatisfying(GatewayException.class, thrown::add);
        assertThat(thrown.getFirst().code()).isEqualTo(code);
        assertThat(thrown.getFirst().message()).contains(words);
        return thrown.getFirst();
    }
}
