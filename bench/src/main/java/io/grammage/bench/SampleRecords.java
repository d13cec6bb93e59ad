package io.grammage.bench;

import io.grammage.footprint.FootprintMethod;
import io.grammage.footprint.Hosting;
import io.grammage.footprint.ModelParameters;
import io.grammage.footprint.PreparedEstimator;
import io.grammage.footprint.Range;
import io.grammage.footprint.Speed;
import io.grammage.footprint.Zone;
import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.CallId;
import io.grammage.gateway.kernel.Charge;
import io.grammage.gateway.kernel.ChargeLine;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.PriceId;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.kernel.UserId;
import io.grammage.gateway.ledger.CallStart;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.Ending;
import io.grammage.gateway.ledger.Footprint;
import io.grammage.gateway.ledger.Outcome;
import io.grammage.gateway.ledger.Served;
import io.grammage.gateway.ledger.Usage;
import io.grammage.gateway.ledger.UsageRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Usage records as a busy day makes them: plain chat calls of 4 organizations with 5 projects each and 5 keys each, on 8
 * models, 500 a second, priced and weighed. Always the same from one seed, and never one twice. Not thread-safe.
 */
final class SampleRecords {
    private static final int ORGANIZATIONS = 4;
    private static final int PROJECTS = 20;
    private static final int KEYS = 100;
    private static final int MODELS = 8;
    private static final long MICROS_BETWEEN = 2_000;
    private static final Instant FIRST = Instant.parse("2026-11-02T09:00:00Z");
    private static final Zone ZONE = new Zone("FRA");
    private static final Currency EURO = Currency.getInstance("EUR");
    private static final BigDecimal INPUT_PRICE = new BigDecimal("0.0000012");
    private static final BigDecimal OUTPUT_PRICE = new BigDecimal("0.0000048");

    private final SplittableRandom random = new SplittableRandom(20261102);
    private final PreparedEstimator estimator = estimator();
    private long made;

    /** The next records, in the order of their start. */
    List<UsageRecord> next(int count) {
        List<UsageRecord> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            records.add(next());
        }
        return records;
    }

    /** The next record. */
    UsageRecord next() {
        long latencyMicros = 200_000 + random.nextLong(5_000_000);
        int model = random.nextInt(MODELS);
        TokenCounts tokens = TokenCounts.of(100 + random.nextLong(4_000), 1 + random.nextLong(800));
        Served served = new Served("model-" + model + "/vllm", "vendor/model-" + model, ZONE, "eu-west", null);
        Ending ending = new Ending(200, Outcome.COMPLETED, "stop", latencyMicros, null);
        return new UsageRecord(start("model-" + model), served, ending, usage(tokens, latencyMicros), List.of());
    }

    private CallStart start(String model) {
        Instant startedAt = FIRST.plusNanos(made++ * MICROS_BETWEEN * 1_000);
        int key = random.nextInt(KEYS);
        long high = startedAt.toEpochMilli() << 16 | 0x7000L | random.nextLong() >>> 52;
        return new CallStart(
                new CallId(new UUID(high, 0x8000_0000_0000_0000L | random.nextLong() >>> 2)),
                "node-1",
                startedAt,
                new OrganizationId(uuid(1, key % ORGANIZATIONS)),
                new ProjectId(uuid(2, key % PROJECTS)),
                new ApiKeyId(uuid(3, key)),
                new UserId(uuid(4, key)),
                Endpoint.CHAT_COMPLETIONS,
                Mode.REALTIME,
                false,
                model,
                model,
                2_048,
                Map.of());
    }

    private Usage usage(TokenCounts tokens, long latencyMicros) {
        Charge charge = new Charge(
                EURO,
                List.of(
                        line(UsageUnit.INPUT, tokens.input(), INPUT_PRICE),
                        line(UsageUnit.OUTPUT, tokens.output(), OUTPUT_PRICE)));
        Footprint footprint =
                new Footprint.Estimated(estimator.methodId(), estimator.impacts(tokens.output(), latencyMicros / 1e6));
        return new Usage(Consumption.reported(tokens), charge, footprint);
    }

    private static ChargeLine line(UsageUnit unit, long quantity, BigDecimal price) {
        return new ChargeLine(
                unit, quantity, new PriceId(unit.wireName().hashCode()), price.multiply(BigDecimal.valueOf(quantity)));
    }

    private static UUID uuid(int kind, int number) {
        return new UUID(0x4000L | (long) kind << 32, 0x8000_0000_0000_0000L | number);
    }

    private static PreparedEstimator estimator() {
        FootprintMethod method = FootprintMethod.all().getFirst();
        ModelParameters parameters = new ModelParameters(Range.of(22, 40), Range.of(235, 400));
        return method.prepare(parameters, Hosting.of(method.mixes().require(ZONE)), Speed.UNKNOWN);
    }
}
