package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** LangChain4j, unmodified: only base URL and key are set. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LangChain4jIT {
    private static final String MODEL = "simulated-small";

    private ProductProcess gateway;

    @BeforeAll
    void start(@TempDir Path data) {
        gateway = Product.serve(data);
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private OpenAiChatModel.OpenAiChatModelBuilder chat() {
        return OpenAiChatModel.builder()
                .baseUrl(gateway.baseUrl() + "/v1")
                .apiKey(Product.KEY)
                .maxRetries(0)
                .modelName(MODEL);
    }

    @Test
    void chatAnswersAndCountsTokens() {
        ChatResponse answer = chat().build().chat(UserMessage.from("What does a page of paper weigh?"));

        assertThat(answer.aiMessage().text()).isNotBlank();
        assertThat(answer.tokenUsage().inputTokenCount()).isPositive();
        assertThat(answer.tokenUsage().outputTokenCount()).isPositive();
    }

    @Test
    void streamsArriveWholeWithUsage() throws Exception {
        CompletableFuture<ChatResponse> complete = new CompletableFuture<>();
        StringBuilder parts = new StringBuilder();
        OpenAiStreamingChatModel.builder()
                .baseUrl(gateway.baseUrl() + "/v1")
                .apiKey(Product.KEY)
                .modelName(MODEL)
                .build()
                .chat("What does a page of paper weigh?", new StreamingChatResponseHandler() {
                    @Override
                    public void onPartialResponse(String part) {
                        parts.append(part);
                    }

                    @Override
                    public void onCompleteResponse(ChatResponse response) {
                        complete.complete(response);
                    }

                    @Override
                    public void onError(Throwable error) {
                        complete.completeExceptionally(error);
                    }
                });
        ChatResponse answer = complete.get(30, TimeUnit.SECONDS);

        assertThat(parts.toString()).isNotBlank().isEqualTo(answer.aiMessage().text());
        assertThat(answer.tokenUsage().outputTokenCount()).isPositive();
    }

    @Test
    void toolsAreCalled() {
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from("Weigh this sheet."))
                .toolSpecifications(ToolSpecification.builder()
                        .name("weigh")
                        .description("Weighs a sheet")
                        .parameters(JsonObjectSchema.builder()
                                .addStringProperty("format")
                                .required("format")
                                .build())
                        .build())
                .build();

        assertThat(chat().build().chat(request).aiMessage().toolExecutionRequests())
                .singleElement()
                .satisfies(call -> assertThat(call.name()).isEqualTo("weigh"));
    }

    @Test
    void answersFollowAJsonSchema() {
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from("Weigh this sheet."))
                .responseFormat(ResponseFormat.builder()
                        .type(ResponseFormatType.JSON)
                        .jsonSchema(JsonSchema.builder()
                                .name("sheet")
                                .rootElement(JsonObjectSchema.builder()
                                        .addIntegerProperty("grams")
                                        .required("grams")
                                        .build())
                                .build())
                        .build())
                .build();
        String text = chat().build().chat(request).aiMessage().text();

        assertThat(JsonMapper.shared().readTree(text).path("grams").isIntegralNumber())
                .isTrue();
    }

    @Test
    void embeddingsAreDecoded() {
        List<Embedding> embeddings = OpenAiEmbeddingModel.builder()
                .baseUrl(gateway.baseUrl() + "/v1")
                .apiKey(Product.KEY)
                .modelName("simulated-embeddings")
                .build()
                .embedAll(List.of(TextSegment.from("one"), TextSegment.from("two")))
                .content();

        assertThat(embeddings)
                .hasSize(2)
                .allSatisfy(vector -> assertThat(vector.dimension()).isPositive());
    }

    @Test
    void errorsAreTheClientsOwn() {
        assertThatThrownBy(() -> chat().modelName("nothing").build().chat("x"))
                .isInstanceOf(ModelNotFoundException.class);
    }
}
