package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.NotFoundException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The official Java client, unmodified: only base URL and key are set. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiJavaIT {
    private static final String MODEL = "simulated-small";
    private static final String EMBEDDINGS = "simulated-embeddings";

    private ProductProcess gateway;
    private OpenAIClient client;

    @BeforeAll
    void start(@TempDir Path data) {
        gateway = Product.serve(data);
        client = clientWith(Product.KEY);
    }

    @AfterAll
    void stop() {
        client.close();
        gateway.close();
    }

    private OpenAIClient clientWith(String key) {
        return OpenAIOkHttpClient.builder()
                .apiKey(key)
                .baseUrl(gateway.baseUrl() + "/v1")
                .maxRetries(0)
                .build();
    }

    private static ChatCompletionCreateParams.Builder chat() {
        return ChatCompletionCreateParams.builder().model(MODEL).addUserMessage("What does a page of paper weigh?");
    }

    @Test
    void chatCarriesCostAndCarbon() {
        ChatCompletion answer = client.chat().completions().create(chat().build());

        assertThat(answer.model()).isEqualTo(MODEL);
        assertThat(answer.choices().getFirst().message().content().orElseThrow())
                .isNotBlank();
        Map<String, JsonValue> extra = answer.usage().orElseThrow()._allProperties();
        assertThat(extra).containsKeys("cost", "carbon", "impacts", "footprint");
        JsonNode footprint = JsonMapper.shared()
                .valueToTree(
                        java.util.Objects.requireNonNull(extra.get("footprint")).convert(Map.class));
        assertThat(footprint.path("status").asString()).isEqualTo("estimated");
        assertThat(footprint.path("energy_kwh").path("min").asDouble()).isPositive();
    }

    @Test
    void streamEndsWithUsageWhenAskedFor() {
        ChatCompletionCreateParams params = chat().streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        List<ChatCompletionChunk> chunks = stream(params);

        assertThat(text(chunks)).isNotBlank();
        ChatCompletionChunk last = chunks.getLast();
        assertThat(last.choices()).isEmpty();
        assertThat(last.usage().orElseThrow()._allProperties()).containsKeys("cost", "carbon", "footprint");
        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.model()).isEqualTo(MODEL));
    }

    @Test
    void streamHasNoUsageEventUnlessAskedFor() {
        List<ChatCompletionChunk> chunks = stream(chat().build());

        assertThat(text(chunks)).isNotBlank();
        assertThat(chunks).allSatisfy(chunk -> {
            assertThat(chunk.usage()).isEmpty();
            assertThat(chunk.choices()).isNotEmpty();
        });
    }

    @Test
    void streamSaysTheSameAsThePlainAnswer() {
        String plain = client.chat()
                .completions()
                .create(chat().build())
                .choices()
                .getFirst()
                .message()
                .content()
                .orElseThrow();

        assertThat(text(stream(chat().build()))).isEqualTo(plain);
    }

    @Test
    void toolsAreCalled() {
        FunctionParameters parameters = FunctionParameters.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .putAdditionalProperty("properties", JsonValue.from(Map.of("format", Map.of("type", "string"))))
                .putAdditionalProperty("required", JsonValue.from(List.of("format")))
                .build();
        ChatCompletion answer = client.chat()
                .completions()
                .create(chat().addFunctionTool(FunctionDefinition.builder()
                                .name("weigh")
                                .description("Weighs a sheet")
                                .parameters(parameters)
                                .build())
                        .build());

        assertThat(answer.choices().getFirst().finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
        assertThat(answer.choices()
                        .getFirst()
                        .message()
                        .toolCalls()
                        .orElseThrow()
                        .getFirst()
                        .asFunction()
                        .function()
                        .name())
                .isEqualTo("weigh");
    }

    @Test
    void answersFollowAJsonSchema() {
        ResponseFormatJsonSchema format = ResponseFormatJsonSchema.builder()
                .jsonSchema(ResponseFormatJsonSchema.JsonSchema.builder()
                        .name("sheet")
                        .schema(ResponseFormatJsonSchema.JsonSchema.Schema.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties", JsonValue.from(Map.of("grams", Map.of("type", "integer"))))
                                .putAdditionalProperty("required", JsonValue.from(List.of("grams")))
                                .build())
                        .build())
                .build();
        ChatCompletion answer =
                client.chat().completions().create(chat().responseFormat(format).build());

        JsonNode json = JsonMapper.shared()
                .readTree(answer.choices().getFirst().message().content().orElseThrow());
        assertThat(json.path("grams").isIntegralNumber()).isTrue();
    }

    @Test
    void completionsAreServed() {
        Completion answer = client.completions()
                .create(CompletionCreateParams.builder()
                        .model(MODEL)
                        .prompt("Once upon")
                        .build());

        assertThat(answer.choices().getFirst().text()).isNotBlank();
        assertThat(answer.usage().orElseThrow()._allProperties()).containsKey("cost");
    }

    @Test
    void embeddingsAreDecoded() {
        CreateEmbeddingResponse answer = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model(EMBEDDINGS)
                        .inputOfArrayOfStrings(List.of("one", "two"))
                        .build());

        assertThat(answer.data()).hasSize(2);
        double norm = answer.data().getFirst().embedding().stream()
                .mapToDouble(x -> (double) x * x)
                .sum();
        assertThat(norm).isBetween(0.99, 1.01);
        assertThat(answer.usage().promptTokens()).isPositive();
    }

    @Test
    void modelsAreListed() {
        assertThat(client.models().list().data())
                .anySatisfy(model -> assertThat(model.id()).isEqualTo(MODEL));
        assertThat(client.models().retrieve(MODEL).id()).isEqualTo(MODEL);
    }

    @Test
    void errorsAreTheClientsOwn() {
        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .create(ChatCompletionCreateParams.builder()
                                .model("simulated-smal")
                                .addUserMessage("x")
                                .build()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("simulated-small");
        OpenAIClient stranger = clientWith("sk-wrong");
        assertThatThrownBy(() -> stranger.chat().completions().create(chat().build()))
                .isInstanceOf(UnauthorizedException.class);
        stranger.close();
        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .create(chat().putAdditionalHeader("x-simulator-status", "429;retry-after=2")
                                .build()))
                .isInstanceOf(RateLimitException.class);
    }

    private List<ChatCompletionChunk> stream(ChatCompletionCreateParams params) {
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(params)) {
            return stream.stream().toList();
        }
    }

    private static String text(List<ChatCompletionChunk> chunks) {
        StringBuilder text = new StringBuilder();
        for (ChatCompletionChunk chunk : chunks) {
            chunk.choices().forEach(choice -> choice.delta().content().ifPresent(text::append));
        }
        return text.toString();
    }
}
