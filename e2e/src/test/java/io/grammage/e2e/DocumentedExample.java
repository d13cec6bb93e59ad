package io.grammage.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A curl command of a document and what the document says it answers: a fenced block of {@code sh} that begins with curl,
 * and the fenced block after it, {@code json} or, for a stream, {@code text}.
 *
 * @param words of the command, quotes taken away
 * @param language of the block with the answer
 */
record DocumentedExample(List<String> words, String language, String answer) {
    private static final String ADDRESS = "http://127.0.0.1:8080";
    private static final Pattern FENCED = Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    /** The examples of a document, in order. */
    static List<DocumentedExample> of(Path document) throws IOException {
        List<DocumentedExample> examples = new ArrayList<>();
        @Nullable String command = null;
        Matcher blocks = FENCED.matcher(Files.readString(document));
        while (blocks.find()) {
            String text = blocks.group(2);
            if (command != null) {
                examples.add(new DocumentedExample(words(command), blocks.group(1), text));
            }
            command = text.startsWith("curl ") ? text.replace("\\\n", " ") : null;
        }
        if (command != null) {
            throw new IllegalStateException("no answer follows " + command);
        }
        return examples;
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            words.add(Stream.of(matcher.group(1), matcher.group(2), matcher.group(3))
                    .filter(word -> word != null)
                    .findFirst()
                    .orElseThrow());
        }
        return words;
    }

    /** Path and query. */
    String path() {
        return words.stream()
                .filter(word -> word.startsWith(ADDRESS))
                .findFirst()
                .orElseThrow()
                .substring(ADDRESS.length());
    }

    /** Does what the command says. */
    String run(HttpClient client, String baseUrl, String key) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(baseUrl + path())).timeout(Duration.ofSeconds(60));
        BodyPublisher body = BodyPublishers.noBody();
        String method = "GET";
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-H" -> {
                    String[] header = words.get(++i).replace("$KEY", key).split(": ", 2);
                    request.header(header[0], header[1]);
                }
                case "-d" -> {
                    body = BodyPublishers.ofString(words.get(++i));
                    method = "POST";
                }
                default -> {
                    if (!words.get(i).startsWith(ADDRESS)) {
                        throw new IllegalStateException("curl " + words.get(i) + " (expected: -H, -d or the address)");
                    }
                }
            }
        }
        HttpResponse<String> response = client.send(request.method(method, body).build(), BodyHandlers.ofString());
        return response.body();
    }
}
