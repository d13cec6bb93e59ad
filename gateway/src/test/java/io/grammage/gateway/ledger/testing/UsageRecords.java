package io.grammage.gateway.ledger.testing;

import io.grammage.footprint.Impacts;
import io.grammage.footprint.Zone;
import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.CallId;
import io.grammage.gateway.kernel.Charge;
import io.grammage.gateway.kernel.ChargeLine;
import io.grammage.gateway.kernel.DeploymentId;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.kernel.UserId;
import io.grammage.gateway.ledger.Attempt;
import io.grammage.gateway.ledger.CallStart;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.CountSource;
import io.grammage.gateway.ledger.Ending;
import io.grammage.gateway.ledger.Footprint;
import io.grammage.gateway.ledger.Outcome;
import io.grammage.gateway.ledger.Served;
import io.grammage.gateway.ledger.Usage;
import io.grammage.gateway.ledger.UsageRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Makes usage records: the same ones for the same seed. Not thread-safe.
 *
 * <p>{@link #next} gives calls as they occur: few organizations, projects, keys, models and providers, so that sums over
 * them meet, spread over the 90 days from {@link #FIRST_MOMENT}, with every optional part now there and now not.
 * {@link #edge} gives calls at the bounds of what a record may hold.
 */
public final class UsageRecords {
    /** No record starts earlier. */
    public static final Instant FIRST_MOMENT = Instant.parse("2026-08-30T22:00:00Z");

    public static final Currency EUR = Currency.getInstance("EUR");

    private static final long SPAN_MICROS = 90L * 24 * 3600 * 1_000_000;
    private static final List<String> MODELS = List.of("mistral-small-3.2", "llama-3.3-70b-instruct", "bge-m3");
    private static final List<Zone> ZONES = List.of(new Zone("FRA"), new Zone("WOR"), new Zone("SWE"));
    private static final List<Price> PRICES = prices();
    private static final BigDecimal AMOUNT_MAX =
            new BigDecimal(BigInteger.ONE.shiftLeft(255).subtract(BigInteger.ONE), 127);

    private final RandomGenerator random;

    /** Records of that seed. */
    public UsageRecords(long seed) {
        random = new SplittableRandom(seed);
    }

    /** So many calls as they occur. */
    public List<UsageRecord> list(int count) {
        return Stream.generate(this::next).limit(count).toList();
    }

    /** A call as it occurs. */
    public UsageRecord next() {
        CallStart start = start();
        Served served = random.nextInt(20) == 0 ? null : served(start);
        Consumption consumption = served == null ? Consumption.NONE : consumption();
        boolean fails = served == null || consumption.source() == CountSource.NONE;
        Outcome outcome = fails
                ? pick(List.of(Outcome.UPSTREAM_FAILED, Outcome.TIMED_OUT, Outcome.REJECTED))
                : pick(List.of(Outcome.COMPLETED, Outcome.COMPLETED, Outcome.COMPLETED, Outcome.CLIENT_GONE));
        long latency = random.nextLong(1_000, 60_000_000);
        Ending ending = new Ending(
                fails ? pick(List.of(400, 503, 502, 429)) : 200,
                outcome,
                fails ? null : pick(List.of("stop", "length", "tool_calls")),
                latency,
                start.stream() && !fails ? random.nextLong(latency) : null);
        Usage usage = new Usage(consumption, charge(start.mode(), consumption), footprint(consumption));
        return new UsageRecord(
                start, served, ending, usage, attempts(random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0));
    }

    /** A chat call like most: a stream, a user, one provider, four-figure counts, priced and weighed. */
    public UsageRecord typical() {
        CallStart start = new CallStart(
                callId(),
                "node-1",
                FIRST_MOMENT.plus(random.nextLong(SPAN_MICROS), ChronoUnit.MICROS),
                new OrganizationId(id(1, 0)),
                new ProjectId(id(2, 0)),
                new ApiKeyId(id(3, random.nextInt(4))),
                new UserId(id(4, 0)),
                Endpoint.CHAT_COMPLETIONS,
                Mode.REALTIME,
                true,
                MODELS.getFirst(),
                MODELS.getFirst(),
                2_048,
                Map.of());
        Served served = new Served("mistral-small-3.2#0", "mistral-small-2506", ZONES.getFirst(), null, null);
        Consumption consumption = Consumption.reported(TokenCounts.of(512, 1 + random.nextInt(1_000)));
        Ending ending = new Ending(200, Outcome.COMPLETED, "stop", random.nextLong(2_000_000), 150_000L);
        Usage usage = new Usage(
                consumption,
                charge(Mode.REALTIME, consumption),
                new Footprint.Estimated("ecologits-0.9", Impacts.ofFigures(figures())));
        return new UsageRecord(start, served, ending, usage, List.of());
    }

    /** A call at the bounds: the longest texts of up to four-byte characters, the largest counts, the most tags. */
    public UsageRecord edge() {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 0; i < CallStart.TAGS_MAX; i++) {
            tags.put(text(CallStart.TAG_NAME_LENGTH_MAX - 2) + (char) ('a' + i), text(CallStart.TAG_VALUE_LENGTH_MAX));
        }
        CallStart start = new CallStart(
                new CallId(new UUID(random.nextLong(), random.nextLong())),
                text(64),
                pick(List.of(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59.999999Z"), FIRST_MOMENT.minusNanos(1))),
                new OrganizationId(new UUID(-1, -1)),
                new ProjectId(new UUID(0, 0)),
                new ApiKeyId(new UUID(Long.MIN_VALUE, Long.MAX_VALUE)),
                new UserId(new UUID(1, -1)),
                pick(List.of(Endpoint.values())),
                pick(List.of(Mode.values())),
                random.nextBoolean(),
                text(CallStart.MODEL_LENGTH_MAX),
                text(CallStart.MODEL_LENGTH_MAX),
                extreme(),
                tags);
        Served served = new Served(
                text(128),
                text(CallStart.MODEL_LENGTH_MAX),
                new Zone("Z".repeat(32)),
                text(128),
                new DeploymentId(new UUID(7, 7)));
        Ending ending = new Ending(
                pick(List.of(100, 599)),
                pick(List.of(Outcome.values())),
                text(Ending.FINISH_REASON_LENGTH_MAX),
                extreme(),
                extreme());
        TokenCounts tokens = new TokenCounts(Long.MAX_VALUE, 0, 0, 0, 0, extreme());
        Consumption consumption = new Consumption(
                tokens, CountSource.ESTIMATED, Integer.MAX_VALUE, extreme(), Integer.MAX_VALUE, Integer.MAX_VALUE);
        List<ChargeLine> lines = Stream.of(UsageUnit.values())
                .map(unit -> new ChargeLine(
                        unit,
                        extreme(),
                        PRICES.getFirst().id(),
                        random.nextBoolean() ? AMOUNT_MAX : AMOUNT_MAX.negate()))
                .toList();
        Usage usage = new Usage(
                consumption,
                new Charge(EUR, lines),
                new Footprint.Estimated(text(64), Impacts.ofFigures(edgeFigures())));
        List<Attempt> attempts = Stream.generate(
                        () -> new Attempt(text(128), Integer.MAX_VALUE, text(64), extreme(), extreme()))
                .limit(32)
                .toList();
        return new UsageRecord(start, served, ending, usage, attempts);
    }

    private CallStart start() {
        int organization = random.nextInt(3);
        int project = organization * 2 + random.nextInt(2);
        String model = pick(MODELS);
        boolean embeddings = model.equals("bge-m3");
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = random.nextInt(8) - 5; i > 0; i--) {
            tags.put("tag" + i, pick(List.of("search", "größe", "価格", "")));
        }
        return new CallStart(
                callId(),
                "node-" + (1 + random.nextInt(2)),
                FIRST_MOMENT.plus(random.nextLong(SPAN_MICROS), ChronoUnit.MICROS),
                new OrganizationId(id(1, organization)),
                new ProjectId(id(2, project)),
                new ApiKeyId(id(3, project * 2 + random.nextInt(2))),
                random.nextInt(4) == 0 ? null : new UserId(id(4, organization * 3 + random.nextInt(3))),
                embeddings ? Endpoint.EMBEDDINGS : pick(List.of(Endpoint.CHAT_COMPLETIONS, Endpoint.COMPLETIONS)),
                random.nextInt(10) == 0 ? Mode.BATCH : Mode.REALTIME,
                !embeddings && random.nextBoolean(),
                model,
                random.nextInt(5) == 0 ? "alias-of-" + model : model,
                random.nextLong(100_000),
                tags);
    }

    private Served served(CallStart start) {
        int provider = random.nextInt(2);
        return new Served(
                start.model() + "#" + provider,
                "upstream/" + start.model(),
                ZONES.get((start.model().length() + provider) % ZONES.size()),
                random.nextBoolean() ? "fr-par" : null,
                random.nextInt(10) == 0 ? new DeploymentId(id(5, provider)) : null);
    }

    private Consumption consumption() {
        return switch (random.nextInt(12)) {
            case 0 -> Consumption.NONE;
            case 1, 2 -> Consumption.estimated(TokenCounts.of(count(), count()), random.nextInt(3));
            case 3 -> new Consumption(TokenCounts.ZERO, CountSource.REPORTED, 0, count() * 10, 1, 2);
            case 4 -> {
                long output = count();
                TokenCounts counts = new TokenCounts(count(), count(), count(), count(), output, output / 2);
                yield Consumption.reported(counts);
            }
            default -> Consumption.reported(TokenCounts.of(count(), count()));
        };
    }

    private Charge charge(Mode mode, Consumption consumption) {
        List<ChargeLine> lines = new ArrayList<>();
        for (ChargeLine line : consumption.unpriced(EUR).lines()) {
            List<Price> candidates = PRICES.stream()
                    .filter(price -> price.unit() == line.unit() && price.mode() == mode)
                    .toList();
            if (candidates.isEmpty() || random.nextInt(6) == 0) {
                lines.add(line);
            } else {
                Price price = pick(candidates);
                lines.add(new ChargeLine(line.unit(), line.quantity(), price.id(), price.amount(line.quantity())));
            }
        }
        return new Charge(EUR, lines);
    }

    private Footprint footprint(Consumption consumption) {
        if (consumption.tokens().output() == 0) {
            return new Footprint.NotEstimated(Footprint.Reason.NO_OUTPUT);
        }
        if (random.nextInt(6) == 0) {
            return new Footprint.NotEstimated(pick(List.of(Footprint.Reason.values())));
        }
        boolean older = random.nextInt(5) == 0;
        double[] figures = figures();
        if (older) {
            figures[14] = Double.NaN;
            figures[15] = Double.NaN;
        }
        return new Footprint.Estimated(older ? "ecologits-0.8" : "ecologits-0.9", Impacts.ofFigures(figures));
    }

    private double[] figures() {
        double[] figures = new double[Impacts.FIGURES];
        for (int i = 0; i < figures.length; i += 2) {
            figures[i] = random.nextDouble() * 1e-3;
            figures[i + 1] = figures[i] * (1 + random.nextDouble());
        }
        return figures;
    }

    /** Subnormal, negative zero, huge, and every figure absent that may be. */
    private double[] edgeFigures() {
        double[] figures = figures();
        figures[0] = -0.0;
        figures[1] = Double.MIN_VALUE;
        figures[3] = Double.MAX_VALUE;
        for (int i : new int[] {4, 8, 12, 14}) {
            if (random.nextBoolean()) {
                figures[i] = Double.NaN;
                figures[i + 1] = Double.NaN;
            }
        }
        return figures;
    }

    private List<Attempt> attempts(int count) {
        return Stream.generate(() -> new Attempt(
                        pick(MODELS) + "#0",
                        pick(List.of(0, 429, 500, 503)),
                        pick(List.of("connect_failed", "status", "reset", "first_byte_timeout")),
                        random.nextLong(1_000_000),
                        random.nextLong(1_000_000)))
                .limit(count)
                .toList();
    }

    private CallId callId() {
        return new CallId(new UUID(
                0x0190_0000_0000_7000L | random.nextLong() >>> 52, 0x8000_0000_0000_0000L | random.nextLong() >>> 2));
    }

    private long count() {
        return 1 + random.nextLong(1L << random.nextInt(1, 18));
    }

    private long extreme() {
        return pick(List.of(0L, 127L, 128L, 1L << 35, Long.MAX_VALUE));
    }

    /** Exactly so many characters; now ASCII, now characters that take two, three or four bytes. */
    private String text(int length) {
        return switch (random.nextInt(4)) {
            case 0 -> "a".repeat(length);
            case 1 -> "é".repeat(length);
            case 2 -> "漢".repeat(length);
            default -> "🌍".repeat(length / 2) + "x".repeat(length % 2);
        };
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** The same start but for what it is known by and whose it is. */
    public static CallStart startLike(
            CallStart start, CallId id, OrganizationId organization, ProjectId project, Map<String, String> tags) {
        return new CallStart(
                id,
                start.node(),
                start.startedAt(),
                organization,
                project,
                start.key(),
                start.user(),
                start.endpoint(),
                start.mode(),
                start.stream(),
                start.model(),
                start.requestedModel(),
                start.promptBytes(),
                tags);
    }

    private static UUID id(int kind, int number) {
        return new UUID((long) kind << 48 | 0x7000L, 0x8000_0000_0000_0000L | number);
    }

    private static List<Price> prices() {
        List<Price> prices = new ArrayList<>();
        for (UsageUnit unit : UsageUnit.values()) {
            for (Mode mode : Mode.values()) {
                prices.add(Price.configured("any", unit, mode, new BigDecimal("0.123456"), EUR));
                prices.add(Price.configured("any", unit, mode, new BigDecimal("2.5"), EUR));
            }
        }
        return List.copyOf(prices);
    }
}
