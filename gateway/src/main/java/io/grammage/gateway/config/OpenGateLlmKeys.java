package io.grammage.gateway.config;

import java.util.List;

/** Keys of OpenGateLLM's files that have no meaning here, so that such a file can be used as it is. */
final class OpenGateLlmKeys {
    private static final String LATER = "not offered by Grammage yet";
    private static final String NO_DOCUMENTS = "Grammage has no documents, collections or search";
    private static final String NO_SSO = "Grammage has no single sign-on yet";
    private static final String NO_CONSOLE = "Grammage has no console yet";
    private static final String OWN_DESCRIPTION = "Grammage describes its own API";

    static final List<Ignored> OF_MODELS =
            List.of(new Ignored("qos_*", "write retries at the model, and max_in_flight and queue at its providers"));

    static final List<Ignored> OF_PROVIDERS = List.of(
            new Ignored(
                    "qos_*",
                    "write max_in_flight to bound the calls in flight; load_balancing_strategy: least_busy spreads them"),
            new Ignored("basic_auth", "OpenGateLLM reads metrics with it, Grammage reads none; calls send key"));

    static final Key<Section> DEPENDENCIES = Key.optional(
            "dependencies",
            Shape.of("a mapping with keys of OpenGateLLM")
                    .ignoring(List.of(
                            new Ignored("postgres", "Grammage keeps its records itself, in the directory data"),
                            new Ignored("redis", "Grammage needs none on one node"),
                            new Ignored("sentry", "errors go to the log; see log"),
                            new Ignored("langfuse", "usage goes to Grammage's own ledger; see ledger"),
                            new Ignored("celery", "Grammage has no task queue"),
                            new Ignored("elasticsearch", NO_DOCUMENTS),
                            new Ignored("qdrant", NO_DOCUMENTS),
                            new Ignored("albert", NO_DOCUMENTS),
                            new Ignored("marker", NO_DOCUMENTS),
                            new Ignored("brave", NO_DOCUMENTS),
                            new Ignored("duckduckgo", NO_DOCUMENTS),
                            new Ignored("secretiveshell", "Grammage runs no tools"),
                            new Ignored("proconnect", NO_SSO),
                            new Ignored("centralesupelec", "Grammage uses its own tokenizer; see usage_tokenizer"))),
            "OpenGateLLM's services: none is needed.");

    static final Key<Section> SETTINGS = Key.optional(
            "settings",
            Shape.of("a mapping with keys of OpenGateLLM")
                    .ignoring(List.of(
                            new Ignored("disabled_routers", "all routes are served"),
                            new Ignored("hidden_routers", "all routes are described"),
                            new Ignored("app_title", "write owned_by at a model to name its owner"),
                            new Ignored(
                                    "usage_tokenizer",
                                    "write usage_tokenizer at the top, without tiktoken_ (and r50k_base for gpt2)"),
                            new Ignored("log_level", "write log.level"),
                            new Ignored("log_format", "write log.format"),
                            new Ignored("log_config", "write log.level and log.format"),
                            new Ignored("swagger_*", OWN_DESCRIPTION),
                            new Ignored("auth_sso_*", NO_SSO),
                            new Ignored("auth_*", "keys are made with grammage key create, and need no master key"),
                            new Ignored("name_claim_fields", NO_SSO),
                            new Ignored("groups_claim_field", NO_SSO),
                            new Ignored("allowed_groups", NO_SSO),
                            new Ignored("allowed_email_domains", NO_SSO),
                            new Ignored("organization_claim_field", NO_SSO),
                            new Ignored("allowed_organizations", NO_SSO),
                            new Ignored("rate_limiting_strategy", LATER),
                            new Ignored("monitoring_*", "usage is always recorded; metrics are not offered yet"),
                            new Ignored("audio_file_size_limit", "write server.max_body"),
                            new Ignored("routing_*", "write retries at a model, and queue at its providers"),
                            new Ignored("session_secret_key", NO_CONSOLE),
                            new Ignored("front_url", NO_CONSOLE),
                            new Ignored("playground_*", NO_CONSOLE),
                            new Ignored("vector_store_model", NO_DOCUMENTS),
                            new Ignored("document_parsing_max_concurrent", NO_DOCUMENTS),
                            new Ignored("search_opengaterag_url", NO_DOCUMENTS))),
            "OpenGateLLM's settings: those with a meaning here have another name.");

    private OpenGateLlmKeys() {}
}
