package io.grammage.gateway.ledger;

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
import io.grammage.gateway.kernel.PriceId;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.kernel.UserId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a record of format 1, strictly: what the bytes leave open or have too much of is an error. One for each record. */
final class RecordDecoder {
    private final ByteBuffer in;
    private int flags;

    private RecordDecoder(ByteBuffer in) {
        this.in = in;
    }

    static UsageRecord decode(ByteBuffer source) {
        int start = source.position();
        try {
            UsageRecord record = new RecordDecoder(source).record();
            if (source.hasRemaining()) {
                throw new CorruptRecordException(
                        "record: " + source.remaining() + " bytes too many (expected: none after the last field)");
            }
            return record;
        } catch (BufferUnderflowException e) {
            throw new CorruptRecordException(
                    "record: ends after " + (source.limit() - start) + " bytes (expected: more fields)", e);
        } catch (CharacterCodingException | IllegalArgumentException | ArithmeticException e) {
            throw new CorruptRecordException(
                    "record: byte " + (source.position() - start) + ": " + e.getMessage()
                            + " (expected: a valid field)",
                    e);
        }
    }

    private UsageRecord record() throws CharacterCodingException {
        int format = in.get();
        if (format != RecordCodec.FORMAT) {
            throw new CorruptRecordException("format: " + format + " (expected: " + RecordCodec.FORMAT + ")");
        }
        flags = in.getShort();
        if ((flags & ~RecordFlags.KNOWN) != 0) {
            throw new CorruptRecordException("flags: " + flags + " (expected: 0 to " + RecordFlags.KNOWN + ")");
        }
        return new UsageRecord(
                start(), served(), ending(), new Usage(consumption(), charge(), footprint()), attempts());
    }

    private CallStart start() throws CharacterCodingException {
        CallId id = new CallId(uuid());
        OrganizationId organization = new OrganizationId(uuid());
        ProjectId project = new ProjectId(uuid());
        ApiKeyId key = new ApiKeyId(uuid());
        UserId user = has(RecordFlags.USER) ? new UserId(uuid()) : null;
        Instant startedAt = Instant.EPOCH.plus(in.getLong(), ChronoUnit.MICROS);
        Endpoint endpoint = EnumCode.ENDPOINT.constant(in.get());
        Mode mode = EnumCode.MODE.constant(in.get());
        long promptBytes = varint();
        String node = text();
        String model = text();
        String requestedModel = has(RecordFlags.REQUESTED_MODEL) ? text() : model;
        boolean stream = has(RecordFlags.STREAM);
        return new CallStart(
                id,
                node,
                startedAt,
                organization,
                project,
                key,
                user,
                endpoint,
                mode,
                stream,
                model,
                requestedModel,
                promptBytes,
                tags());
    }

    private Map<String, String> tags() throws CharacterCodingException {
        int count = count("tags");
        if (count == 0) {
            return Map.of();
        }
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            tags.put(text(), text());
        }
        if (tags.size() != count) {
            throw new CorruptRecordException("tags: " + tags.size() + " (expected: " + count + " that differ)");
        }
        return tags;
    }

    private @Nullable Served served() throws CharacterCodingException {
        if (!has(RecordFlags.SERVED)) {
            return null;
        }
        String provider = text();
        String upstreamModel = text();
        Zone zone = new Zone(text());
        String region = has(RecordFlags.REGION) ? text() : null;
        DeploymentId deployment = has(RecordFlags.DEPLOYMENT) ? new DeploymentId(uuid()) : null;
        return new Served(provider, upstreamModel, zone, region, deployment);
    }

    private Ending ending() throws CharacterCodingException {
        int status = in.getShort();
        Outcome outcome = EnumCode.OUTCOME.constant(in.get());
        String finishReason = has(RecordFlags.FINISH_REASON) ? text() : null;
        long latencyMicros = varint();
        Long firstTokenMicros = has(RecordFlags.FIRST_TOKEN) ? varint() : null;
        return new Ending(status, outcome, finishReason, latencyMicros, firstTokenMicros);
    }

    private Consumption consumption() {
        CountSource source = EnumCode.COUNT_SOURCE.constant(in.get());
        TokenCounts tokens = new TokenCounts(varint(), varint(), varint(), varint(), varint(), varint());
        return new Consumption(
                tokens,
                source,
                Math.toIntExact(varint()),
                varint(),
                Math.toIntExact(varint()),
                Math.toIntExact(varint()));
    }

    private Charge charge() {
        char[] code = {(char) in.get(), (char) in.get(), (char) in.get()};
        Currency currency = Currency.getInstance(new String(code));
        int count = count("charge lines");
        List<ChargeLine> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int unit = in.get() & 0xFF;
            boolean priced = (unit & RecordEncoder.PRICED) != 0;
            UsageUnit usageUnit = EnumCode.UNIT.constant(unit & ~RecordEncoder.PRICED);
            long quantity = varint();
            lines.add(new ChargeLine(usageUnit, quantity, priced ? new PriceId(in.getLong()) : null, amount()));
        }
        return new Charge(currency, lines);
    }

    private BigDecimal amount() {
        int scale = in.get();
        int length = in.get();
        if (length < 1 || length > RecordEncoder.AMOUNT_BYTES_MAX) {
            throw new CorruptRecordException(
                    "amount: " + length + " bytes (expected: 1 to " + RecordEncoder.AMOUNT_BYTES_MAX + ")");
        }
        if (length > Long.BYTES) {
            byte[] bytes = new byte[length];
            in.get(bytes);
            return new BigDecimal(new BigInteger(bytes), scale);
        }
        long value = in.get();
        for (int i = 1; i < length; i++) {
            value = value << 8 | (in.get() & 0xFF);
        }
        return BigDecimal.valueOf(value, scale);
    }

    private Footprint footprint() throws CharacterCodingException {
        if (!has(RecordFlags.FOOTPRINT)) {
            return new Footprint.NotEstimated(EnumCode.REASON.constant(in.get()));
        }
        String method = text();
        double[] figures = new double[Impacts.FIGURES];
        for (int i = 0; i < figures.length; i++) {
            figures[i] = Double.longBitsToDouble(in.getLong());
        }
        return new Footprint.Estimated(method, Impacts.ofFigures(figures));
    }

    private List<Attempt> attempts() throws CharacterCodingException {
        int count = count("attempts");
        List<Attempt> attempts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            attempts.add(new Attempt(text(), Math.toIntExact(varint()), text(), varint(), varint()));
        }
        return attempts;
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    private UUID uuid() {
        return new UUID(in.getLong(), in.getLong());
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new CorruptRecordException("integer: more than 63 bits (expected: at most nine bytes)");
    }

    /** Each element takes at least a byte, so a count beyond what is left is refused before anything is allocated for it. */
    private int count(String name) {
        long count = varint();
        if (count > in.remaining()) {
            throw new CorruptRecordException(
                    name + ": " + count + " (expected: no more than the " + in.remaining() + " bytes left)");
        }
        return (int) count;
    }

    private String text() throws CharacterCodingException {
        int length = count("text");
        byte[] bytes = new byte[length];
        in.get(bytes);
        for (byte next : bytes) {
            if (next < 0) {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            }
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
