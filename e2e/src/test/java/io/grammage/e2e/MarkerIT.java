package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers and models say stays between them. */
class MarkerIT {
    private static final String MARKER = "marker-5f3a9c";

    @TempDir
    Path directory;

    @Test
    void promptsAnswersAndKeysAreNowhereOnDisk() throws Exception {
        Path data = directory.resolve("data");
        String output;
        try (ProductProcess gateway = Product.serve(data);
                Caller caller = new Caller(gateway.baseUrl(), Product.KEY)) {
            String prompt = Caller.chat("simulated-small", MARKER);
            assertThat(caller.post(Caller.CHAT, prompt).statusCode()).isEqualTo(200);
            assertThat(caller.post(Caller.CHAT, prompt.replace("{\"model\"", "{\"stream\":true,\"model\""))
                            .statusCode())
                    .isEqualTo(200);
            // An answer that quotes the prompt, one that breaks off, one that is refused, one that is not JSON at all.
            HttpResponse<String> echoed = caller.post(
                    Caller.CHAT,
                    prompt.replace(
                            "]}",
                            "],\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{"
                                    + "\"name\":\"m\",\"schema\":{\"const\":\"" + MARKER + "\"}}}}"));
            assertThat(echoed.body()).contains(MARKER);
            caller.post(Caller.CHAT, prompt, "x-simulator-cut-after-bytes", "20");
            caller.post(Caller.CHAT, prompt, "x-simulator-status", "422");
            assertThat(caller.post(Caller.CHAT, "{\"model\":\"simulated-small\"," + MARKER)
                            .statusCode())
                    .isEqualTo(400);
            Thread.sleep(1_000);
            output = gateway.output();
        }

        byte[] marker = MARKER.getBytes(StandardCharsets.UTF_8);
        byte[] key = Product.KEY.getBytes(StandardCharsets.UTF_8);
        List<Path> files = files(data);
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            String content = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertThat(content.contains(new String(marker, StandardCharsets.ISO_8859_1)))
                    .as(file + " holds the marker")
                    .isFalse();
            assertThat(content.contains(new String(key, StandardCharsets.ISO_8859_1)))
                    .as(file + " holds the key")
                    .isFalse();
        }
        assertThat(output).doesNotContain(MARKER).doesNotContain(Product.KEY);
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
