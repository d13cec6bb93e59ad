package io.grammage.gateway.ledger;

import io.grammage.gateway.kernel.Charge;
import io.grammage.gateway.kernel.ChargeLine;
import io.grammage.gateway.kernel.TokenCounts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes records in format 1. Leaves no garbage but what amounts and impacts give out of their values. Stateless. */
final class RecordEncoder {
    /** Set in the byte of a line's unit when the line has a price. */
    static final int PRICED = 0x80;
    /** Bytes of an amount without its scale, at most. */
    static final int AMOUNT_BYTES_MAX = 32;

    private RecordEncoder() {}

    static void encode(UsageRecord record, ByteBuffer out) {
        int available = out.remaining();
        try {
            out.put((byte) RecordCodec.FORMAT);
            out.putShort((short) RecordFlags.of(record));
            putStart(out, record.start());
            putServed(out, record.served());
            putEnding(out, record.ending());
            putConsumption(out, record.usage().consumption());
            putCharge(out, record.usage().charge());
            putFootprint(out, record.usage().footprint());
            putAttempts(out, record.attempts());
        } catch (BufferOverflowException e) {
            throw new IllegalArgumentException(
                    "usage record " + record.id() + ": too large (expected: at most " + available + " bytes)", e);
        }
    }

    private static void putStart(ByteBuffer out, CallStart start) {
        putUuid(out, start.id().value());
        putUuid(out, start.organization().value());
        putUuid(out, start.project().value());
        putUuid(out, start.key().value());
        if (start.user() != null) {
            putUuid(out, start.user().value());
        }
        Instant startedAt = start.startedAt();
        out.putLong(
                Math.addExact(Math.multiplyExact(startedAt.getEpochSecond(), 1_000_000L), startedAt.getNano() / 1_000));
        out.put(EnumCode.ENDPOINT.of(start.endpoint()));
        out.put(EnumCode.MODE.of(start.mode()));
        putVarint(out, start.promptBytes());
        putText(out, start.node());
        putText(out, start.model());
        if (!start.requestedModel().equals(start.model())) {
            putText(out, start.requestedModel());
        }
        putVarint(out, start.tags().size());
        if (!start.tags().isEmpty()) {
            for (Map.Entry<String, String> tag : start.tags().entrySet()) {
                putText(out, tag.getKey());
                putText(out, tag.getValue());
            }
        }
    }

    private static void putServed(ByteBuffer out, @Nullable Served served) {
        if (served == null) {
            return;
        }
        putText(out, served.provider());
        putText(out, served.upstreamModel());
        putText(out, served.zone().code());
        if (served.region() != null) {
            putText(out, served.region());
        }
        if (served.deployment() != null) {
            putUuid(out, served.deployment().value());
        }
    }

    private static void putEnding(ByteBuffer out, Ending ending) {
        out.putShort((short) ending.status());
        out.put(EnumCode.OUTCOME.of(ending.outcome()));
        if (ending.finishReason() != null) {
            putText(out, ending.finishReason());
        }
        putVarint(out, ending.latencyMicros());
        if (ending.firstTokenMicros() != null) {
            putVarint(out, ending.firstTokenMicros());
        }
    }

    private static void putConsumption(ByteBuffer out, Consumption consumption) {
        TokenCounts tokens = consumption.tokens();
        out.put(EnumCode.COUNT_SOURCE.of(consumption.source()));
        putVarint(out, tokens.input());
        putVarint(out, tokens.cachedInput());
        putVarint(out, tokens.cacheWrite());
        putVarint(out, tokens.audioInput());
        putVarint(out, tokens.output());
        putVarint(out, tokens.reasoning());
        putVarint(out, consumption.notCounted());
        putVarint(out, consumption.audioMillis());
        putVarint(out, consumption.images());
        putVarint(out, consumption.documents());
    }

    private static void putCharge(ByteBuffer out, Charge charge) {
        putCurrency(out, charge.currency());
        List<ChargeLine> lines = charge.lines();
        putVarint(out, lines.size());
        for (int i = 0; i < lines.size(); i++) {
            ChargeLine line = lines.get(i);
            out.put((byte) (EnumCode.UNIT.of(line.unit()) | (line.price() == null ? 0 : PRICED)));
            putVarint(out, line.quantity());
            if (line.price() != null) {
                out.putLong(line.price().value());
            }
            putAmount(out, line.amount());
        }
    }

    private static void putCurrency(ByteBuffer out, Currency currency) {
        String code = currency.getCurrencyCode();
        for (int i = 0; i < 3; i++) {
            out.put((byte) code.charAt(i));
        }
    }

    private static void putAmount(ByteBuffer out, BigDecimal amount) {
        BigInteger unscaled = amount.unscaledValue();
        int length = unscaled.bitLength() / 8 + 1;
        if (amount.scale() != (byte) amount.scale() || length > AMOUNT_BYTES_MAX) {
            throw new IllegalArgumentException("amount: scale " + amount.scale() + ", " + length
                    + " bytes (expected: scale -128 to 127, at most " + AMOUNT_BYTES_MAX + " bytes)");
        }
        out.put((byte) amount.scale());
        out.put((byte) length);
        if (length > Long.BYTES) {
            out.put(unscaled.toByteArray());
            return;
        }
        long value = unscaled.longValue();
        for (int shift = (length - 1) * 8; shift >= 0; shift -= 8) {
            out.put((byte) (value >> shift));
        }
    }

    private static void putFootprint(ByteBuffer out, Footprint footprint) {
        switch (footprint) {
            case Footprint.Estimated estimated -> {
                putText(out, estimated.method());
                for (double figure : estimated.impacts().figures()) {
                    out.putLong(Double.doubleToRawLongBits(figure));
                }
            }
            case Footprint.NotEstimated notEstimated -> out.put(EnumCode.REASON.of(notEstimated.reason()));
        }
    }

    private static void putAttempts(ByteBuffer out, List<Attempt> attempts) {
        putVarint(out, attempts.size());
        for (int i = 0; i < attempts.size(); i++) {
            Attempt attempt = attempts.get(i);
            putText(out, attempt.provider());
            putVarint(out, attempt.status());
            putText(out, attempt.failure());
            putVarint(out, attempt.offsetMicros());
            putVarint(out, attempt.durationMicros());
        }
    }

    private static void putUuid(ByteBuffer out, UUID uuid) {
        out.putLong(uuid.getMostSignificantBits());
        out.putLong(uuid.getLeastSignificantBits());
    }

    private static void putVarint(ByteBuffer out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    /** Most texts are ASCII, and are written without a copy: the bet is that each character becomes one byte. */
    private static void putText(ByteBuffer out, String text) {
        int start = out.position();
        int length = text.length();
        putVarint(out, length);
        for (int i = 0; i < length; i++) {
            char character = text.charAt(i);
            if (character >= 0x80) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                out.position(start);
                putVarint(out, bytes.length);
                out.put(bytes);
                return;
            }
            out.put((byte) character);
        }
    }
}
