package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bodies as large as are taken, as many at once as the memory for them holds. */
@Timeout(120)
class LargeBodiesIT {
    private static final int BYTES = 30 << 20;
    private static final int AT_ONCE = 4;
    private static final int ROUNDS = 3;
    private static final String ANSWER = "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"Hi\"}}],"
            + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}";

    @TempDir
    Path directory;

    private final AtomicInteger whole = new AtomicInteger();
    private final FaultyUpstream upstream = new FaultyUpstream((number, request) -> {
        if (request.body().endsWith("b\"}]}") && request.body().contains("\"model\":\"up\"")) {
            whole.incrementAndGet();
        }
        request.answer(200, ANSWER);
    });

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Test
    void largeBodiesGoThroughTogether() {
        String large = Caller.chat("m", "a".repeat(BYTES) + "b");
        try (ProductProcess gateway = Product.serve(
                        directory.resolve("data"), Product.config(directory, """
                        models:
                          - name: m
                            type: text-generation
                            providers: [{type: vllm, url: %s, model_name: up}]
                        """.formatted(upstream.url())));
                Caller caller = new Caller(gateway.baseUrl(), Product.KEY)) {
            int answered = 0;
            for (int round = 0; round < ROUNDS; round++) {
                List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, AT_ONCE)
                        .mapToObj(call -> caller.postLater(Caller.CHAT, large))
                        .toList();
                for (CompletableFuture<HttpResponse<String>> call : calls) {
                    HttpResponse<String> answer = call.join();
                    if (answer.statusCode() == 503) {
                        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                    } else {
                        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                        answered++;
                    }
                }
            }
            assertThat(whole).hasValue(answered);
            assertThat(answered).isGreaterThanOrEqualTo(ROUNDS);
            assertThat(caller.post(Caller.CHAT, Caller.chat("m", "a")).statusCode())
                    .isEqualTo(200);
            assertThat(gateway.output()).doesNotContain("OutOfMemory");
        }
    }
}
