package io.grammage.gateway.store.sqlite;

import io.grammage.footprint.Impacts;
import io.grammage.footprint.Zone;
import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.CallId;
import io.grammage.gateway.kernel.Charge;
import io.grammage.gateway.kernel.DeploymentId;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.kernel.UserId;
import io.grammage.gateway.ledger.CallStart;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.CountSource;
import io.grammage.gateway.ledger.Ending;
import io.grammage.gateway.ledger.Footprint;
import io.grammage.gateway.ledger.Outcome;
import io.grammage.gateway.ledger.Served;
import io.grammage.gateway.ledger.Usage;
import io.grammage.gateway.ledger.UsageRecord;
import io.grammage.gateway.store.JsonColumns;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table {@code usage_record}: its columns in order, and how a record becomes a row and again a record. */
final class RecordTable {
    private static final List<String> COLUMNS = Stream.of(
                    """
                    started_at id node organization_uuid project_uuid api_key_uuid user_uuid endpoint mode stream model
                    requested_model prompt_bytes tags
                    provider upstream_model zone region deployment_uuid
                    status outcome finish_reason latency_us first_token_us
                    input_tokens cached_input_tokens cache_write_tokens audio_input_tokens output_tokens reasoning_tokens
                    count_source not_counted audio_ms images documents
                    currency charge_units charge_pico charge_lines
                    method no_footprint_reason
                    """.split("\\s+"), ImpactColumns.NAMES.toArray(String[]::new), new String[] {"attempts"})
            .flatMap(Arrays::stream)
            .toList();

    /** Adds a row; no effect where the key is there already. */
    static final String INSERT = "INSERT INTO usage_record (" + String.join(", ", COLUMNS) + ") VALUES ("
            + COLUMNS.stream().map(column -> "?").collect(Collectors.joining(", ")) + ") ON CONFLICT DO NOTHING";

    /** Reads rows; a condition follows. */
    static final String SELECT = "SELECT " + String.join(", ", COLUMNS) + " FROM usage_record ";

    private RecordTable() {}

    static void write(UsageRecord call, RowWriter row) throws SQLException {
        writeStart(call.start(), row);
        writeServed(call.served(), row);
        Ending ending = call.ending();
        row.number(ending.status())
                .text(ending.outcome().wireName())
                .text(ending.finishReason())
                .number(ending.latencyMicros())
                .number(ending.firstTokenMicros());
        writeConsumption(call.usage().consumption(), row);
        Charge charge = call.usage().charge();
        row.text(charge.currency().getCurrencyCode())
                .money(charge.total().amount())
                .text(JsonColumns.fromChargeLines(charge.lines()));
        writeFootprint(call.usage().footprint(), row);
        row.text(JsonColumns.fromAttempts(call.attempts())).addBatch();
    }

    static UsageRecord read(RowReader row) throws SQLException {
        CallStart start = readStart(row);
        Served served = readServed(row);
        Ending ending = new Ending(
                row.smallNumber(),
                Outcome.fromWire(row.text()),
                row.optionalText(),
                row.number(),
                row.optionalNumber());
        Consumption consumption = readConsumption(row);
        Currency currency = Currency.getInstance(row.text());
        row.money();
        Charge charge = new Charge(currency, JsonColumns.toChargeLines(row.optionalText()));
        Usage usage = new Usage(consumption, charge, readFootprint(row));
        return new UsageRecord(start, served, ending, usage, JsonColumns.toAttempts(row.optionalText()));
    }

    private static void writeStart(CallStart start, RowWriter row) throws SQLException {
        UserId user = start.user();
        row.micros(start.startedAt())
                .id(start.id().value())
                .text(start.node())
                .id(start.organization().value())
                .id(start.project().value())
                .id(start.key().value())
                .id(user == null ? null : user.value())
                .text(start.endpoint().path())
                .text(start.mode().wireName())
                .number(start.stream() ? 1 : 0)
                .text(start.model())
                .text(start.requestedModel())
                .number(start.promptBytes())
                .text(JsonColumns.fromTags(start.tags()));
    }

    private static CallStart readStart(RowReader row) throws SQLException {
        var startedAt = row.micros();
        return new CallStart(
                new CallId(row.id()),
                row.text(),
                startedAt,
                new OrganizationId(row.id()),
                new ProjectId(row.id()),
                new ApiKeyId(row.id()),
                row.id(UserId::new),
                endpoint(row.text()),
                Mode.fromWire(row.text()),
                row.number() != 0,
                row.text(),
                row.text(),
                row.number(),
                JsonColumns.toTags(row.optionalText()));
    }

    private static void writeServed(@Nullable Served served, RowWriter row) throws SQLException {
        if (served == null) {
            row.text(null).text(null).text(null).text(null).id(null);
            return;
        }
        DeploymentId deployment = served.deployment();
        row.text(served.provider())
                .text(served.upstreamModel())
                .text(served.zone().code())
                .text(served.region())
                .id(deployment == null ? null : deployment.value());
    }

    private static @Nullable Served readServed(RowReader row) throws SQLException {
        String provider = row.optionalText();
        String upstreamModel = row.optionalText();
        String zone = row.optionalText();
        String region = row.optionalText();
        DeploymentId deployment = row.id(DeploymentId::new);
        return provider == null || upstreamModel == null || zone == null
                ? null
                : new Served(provider, upstreamModel, new Zone(zone), region, deployment);
    }

    private static void writeConsumption(Consumption consumption, RowWriter row) throws SQLException {
        TokenCounts tokens = consumption.tokens();
        row.number(tokens.input())
                .number(tokens.cachedInput())
                .number(tokens.cacheWrite())
                .number(tokens.audioInput())
                .number(tokens.output())
                .number(tokens.reasoning())
                .text(consumption.source().wireName())
                .number(consumption.notCounted())
                .number(consumption.audioMillis())
                .number(consumption.images())
                .number(consumption.documents());
    }

    private static Consumption readConsumption(RowReader row) throws SQLException {
        TokenCounts tokens =
                new TokenCounts(row.number(), row.number(), row.number(), row.number(), row.number(), row.number());
        return new Consumption(
                tokens,
                CountSource.fromWire(row.text()),
                row.smallNumber(),
                row.number(),
                row.smallNumber(),
                row.smallNumber());
    }

    private static void writeFootprint(Footprint footprint, RowWriter row) throws SQLException {
        switch (footprint) {
            case Footprint.Estimated(String method, Impacts impacts) -> {
                row.text(method).text(null);
                ImpactColumns.write(impacts.figures(), row);
            }
            case Footprint.NotEstimated(Footprint.Reason reason) -> {
                row.text(null).text(reason.wireName());
                ImpactColumns.write(ImpactColumns.none(), row);
            }
        }
    }

    private static Footprint readFootprint(RowReader row) throws SQLException {
        String method = row.optionalText();
        String reason = row.optionalText();
        double[] figures = ImpactColumns.read(row);
        if (method != null) {
            return new Footprint.Estimated(method, Impacts.ofFigures(figures));
        }
        if (reason == null) {
            throw new IllegalStateException("record with neither method nor reason (expected: one of them)");
        }
        return new Footprint.NotEstimated(Footprint.Reason.fromWire(reason));
    }

    static Endpoint endpoint(String path) {
        return Endpoint.fromPath(path)
                .orElseThrow(() -> new IllegalStateException("endpoint: " + path + " (expected: a known path)"));
    }
}
