package io.grammage.gateway.wire;

import java.util.List;

/** Answers in the shapes of real providers, written for the tests. */
final class ProviderAnswers {
    static final String OPENAI = """
            {
              "id": "chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT",
              "object": "chat.completion",
              "created": 1741569952,
              "model": "gpt-4o-mini-2024-07-18",
              "choices": [
                {
                  "index": 0,
                  "message": {
                    "role": "assistant",
                    "content": "Voil\\u00e0 \\ud83d\\ude42 \\"usage\\":{\\"prompt_tokens\\":9}",
                    "refusal": null,
                    "annotations": []
                  },
                  "logprobs": null,
                  "finish_reason": "stop"
                }
              ],
              "usage": {
                "prompt_tokens": 1117,
                "completion_tokens": 46,
                "total_tokens": 1163,
                "prompt_tokens_details": {"cached_tokens": 1024, "audio_tokens": 0},
                "completion_tokens_details": {
                  "reasoning_tokens": 12, "audio_tokens": 0,
                  "accepted_prediction_tokens": 0, "rejected_prediction_tokens": 0
                }
              },
              "service_tier": "default",
              "system_fingerprint": "fp_06737a9306"
            }
            """;

    static final String VLLM_TOOLS =
            "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"meta-llama/Llama-3.3-70B\","
                    + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"reasoning_content\":\"héhé\","
                    + "\"content\":null,\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":"
                    + "{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\": \\\"Paris\\\"}\"}}]},\"logprobs\":null,"
                    + "\"finish_reason\":\"tool_calls\",\"stop_reason\":null},{\"index\":1,\"message\":{\"content\":\"x\"},"
                    + "\"finish_reason\":\"length\"}],\"usage\":{\"prompt_tokens\":20,\"total_tokens\":50,"
                    + "\"completion_tokens\":30,\"prompt_tokens_details\":null},\"prompt_logprobs\":null,"
                    + "\"kv_transfer_params\":null}";

    static final String MISTRAL =
            "{\"usage\":{\"prompt_tokens\":16,\"completion_tokens\":34,\"total_tokens\":50},\"id\":\"cmpl-e5cc70bb28c444948073e77776eb30ef\","
                    + "\"object\":\"chat.completion\",\"model\":\"mistral-small-latest\",\"created\":1702256327,"
                    + "\"choices\":[{\"index\":0,\"message\":{\"content\":[{\"type\":\"thinking\",\"thinking\":"
                    + "[{\"type\":\"text\",\"text\":\"hm\"}]},{\"type\":\"text\",\"text\":\"oui\"}],\"tool_calls\":null,"
                    + "\"role\":\"assistant\"},\"finish_reason\":\"model_length\"}]}";

    static final String TEI_EMBEDDINGS =
            "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"embedding\":[0.0023064255,-0.009327292,1e-05,NaN],"
                    + "\"index\":0},{\"object\":\"embedding\",\"embedding\":\"AACAPwAAAEA=\",\"index\":1}],"
                    + "\"model\":\"BAAI/bge-m3\",\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}\r\n";

    static final String LOGPROBS =
            "{\"choices\":[{\"finish_reason\":\"stop\",\"logprobs\":{\"content\":[{\"token\":\"}\",\"logprob\":-0.31,"
                    + "\"bytes\":[125],\"top_logprobs\":[{\"token\":\"\\\\\",\"logprob\":-Infinity}]}],"
                    + "\"finish_reason\":\"wrong\"},\"text\":\"}\",\"index\":0}],\"model\":\"public\","
                    + "\"usage\" : { \"prompt_tokens\":0 , \"completion_tokens\":0,\"total_tokens\":0 , \"cost\":0.5} }";

    static final String NO_USAGE =
            "{\"id\":\"1\",\"model\":\"up\",\"choices\":[{\"text\":\"hello\",\"finish_reason\":\"end_turn\"}]}\n";

    static final String NULL_USAGE = " { \"usage\" : null , \"mod\\u0065l\" : \"up\" , \"choices\" : [ ] } ";

    static final String REFUSAL =
            "{\"model\":\"up\",\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"I can’t\"},\"finish_reason\":null}],"
                    + "\"\\u0075sage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}";

    static final String ERROR =
            "{\"error\":{\"message\":\"Too many\",\"type\":\"rate_limit\",\"param\":null,\"code\":\"429\"}}";

    static final String VLLM_ERROR =
            "{\"object\":\"error\",\"message\":\"The model `x` does not exist.\",\"type\":\"NotFoundError\",\"code\":404}";

    static final String ONLY_USAGE = "{ \"usage\": {\"total_tokens\":3} }";

    static final String EMPTY = "{}";

    static final List<String> ALL = List.of(
            OPENAI,
            VLLM_TOOLS,
            MISTRAL,
            TEI_EMBEDDINGS,
            LOGPROBS,
            NO_USAGE,
            NULL_USAGE,
            REFUSAL,
            ERROR,
            VLLM_ERROR,
            ONLY_USAGE,
            EMPTY);

    private ProviderAnswers() {}
}
