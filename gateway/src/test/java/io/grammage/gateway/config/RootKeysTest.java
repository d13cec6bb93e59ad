package io.grammage.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A key that is renamed, or whose default changes, is a change for every operator: it is to be made here too, on purpose. */
class RootKeysTest {

    @Test
    void namesAndDefaultsStayWhatTheyAre() {
        List<String> lines = new ArrayList<>();
        collect("", RootKeys.SHAPE, lines);
        assertThat(String.join("\n", lines)).isEqualTo("""
                models
                models.name*
                models.type*
                models.aliases
                models.description
                models.licence|license
                models.owned_by
                models.created_at
                models.context_window
                models.max_output_tokens
                models.input_modalities
                models.output_modalities
                models.region
                models.pixels_per_token
                models.load_balancing_strategy|routing_strategy=shuffle
                models.cost_prompt_tokens
                models.cost_completion_tokens
                models.prices
                models.prices.input
                models.prices.cached_input
                models.prices.cache_write
                models.prices.audio_input
                models.prices.output
                models.prices.audio_minute
                models.prices.image
                models.prices.document
                models.prices.batch
                models.prices.batch.input
                models.prices.batch.cached_input
                models.prices.batch.cache_write
                models.prices.batch.audio_input
                models.prices.batch.output
                models.lifecycle
                models.lifecycle.preview_until
                models.lifecycle.deprecated_at
                models.lifecycle.end_of_life_at
                models.lifecycle.successor
                models.retries
                models.retries.rounds=1
                models.retries.backoff=100ms
                models.retries.backoff_max=2s
                models.fallbacks
                models.providers*
                models.providers.id|name
                models.providers.type*
                models.providers.url
                models.providers.key
                models.providers.key_file
                models.providers.model_name*
                models.providers.weight=1
                models.providers.timeout
                models.providers.timeouts
                models.providers.timeouts.connect=5s
                models.providers.timeouts.first_byte=5m
                models.providers.timeouts.idle=1m
                models.providers.timeouts.total=10m
                models.providers.max_in_flight
                models.providers.queue
                models.providers.queue.max=100
                models.providers.queue.timeout=1s
                models.providers.circuit_breaker
                models.providers.circuit_breaker.window=20
                models.providers.circuit_breaker.minimum_calls=5
                models.providers.circuit_breaker.failure_percent=50
                models.providers.circuit_breaker.open_for=10s
                models.providers.health_check
                models.providers.health_check.path
                models.providers.health_check.interval=15s
                models.providers.health_check.timeout=5s
                models.providers.health_check.failures=2
                models.providers.stream_usage
                models.providers.zone|model_hosting_zone|model_carbon_footprint_zone=WOR
                models.providers.total_params|model_total_params|model_carbon_footprint_total_params
                models.providers.active_params|model_active_params|model_carbon_footprint_active_params
                models.providers.pue
                models.providers.wue
                models.providers.tokens_per_second
                models.providers.time_to_first_token
                models.providers.energy_factor
                models.providers.energy_factor_includes_pue=false
                models.providers.model_cost_prompt_tokens|cost_prompt_tokens
                models.providers.model_cost_completion_tokens|cost_completion_tokens
                server
                server.host=127.0.0.1 (start)
                server.port=8080 (start)
                server.max_body=32MiB (start)
                server.request_memory=96MiB (start)
                server.request_timeout=60s (start)
                server.idle_timeout=2m (start)
                server.event_loops (start)
                server.transport=auto (start)
                server.drain_timeout=30s (start)
                server.tls
                server.tls.certificate* (start)
                server.tls.key* (start)
                data=data (start)
                node (start)
                ledger
                ledger.durability=before_response (start)
                ledger.segment_size=16MiB (start)
                ledger.journal_max=1GiB (start)
                ledger.open_calls=8192 (start)
                billing
                billing.currency=EUR (start)
                billing.price_book=none
                billing.slice=1000000
                billing.free_tier
                billing.free_tier.renewal=once
                billing.free_tier.tokens=1000000
                billing.free_tier.audio_minutes=60
                billing.close_after=72h
                billing.tax
                billing.tax.description=VAT
                billing.tax.percent*
                billing.adjustments
                billing.adjustments.organization*
                billing.adjustments.project
                billing.adjustments.percent*
                billing.adjustments.text*
                billing.issuer
                billing.issuer.name*
                billing.issuer.address
                footprint
                footprint.method=ecologits-0.9
                footprint.carbon_when_not_estimated=zero (start)
                electricity_mixes
                electricity_mixes.zone*
                electricity_mixes.gwp*
                electricity_mixes.adpe*
                electricity_mixes.pe*
                electricity_mixes.wue
                electricity_mixes.source*
                simulator
                simulator.time_to_first_token=0s (start)
                simulator.tokens_per_second=0 (start)
                usage_in_streams=requested (start)
                on_client_disconnect=cancel (start)
                usage_tokenizer=o200k_base (start)
                log
                log.level=info (start)
                log.format=text (start)
                dependencies
                settings""");
    }

    private static void collect(String prefix, Shape shape, List<String> lines) {
        for (Key<?> key : shape.keys()) {
            List<String> names = new ArrayList<>(List.of(key.name()));
            names.addAll(key.otherNames());
            lines.add(prefix
                    + String.join("|", names)
                    + (key.isRequired() ? "*" : "")
                    + (key.defaultText().isEmpty() ? "" : "=" + key.defaultText())
                    + (key.needsRestart() ? " (start)" : ""));
            if (key.type() instanceof Shape below) {
                collect(prefix + key.name() + ".", below, lines);
            } else if (key.type() instanceof ListType<?> list && list.element() instanceof Shape below) {
                collect(prefix + key.name() + ".", below, lines);
            }
        }
    }
}
