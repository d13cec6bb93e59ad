package io.grammage.gateway.ledger;

import io.grammage.footprint.Zone;
import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.CallId;
import io.grammage.gateway.kernel.DeploymentId;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.PriceId;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.kernel.UserId;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
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

/**
 * A place for an open call in mapped memory: 512 bytes, laid out as docs/architecture.md says, little-endian. What is
 * stored is there after the process was killed, in the order in which it was stored where that matters: the state of a slot
 * and the length of a text come after what they speak of. Not thread-safe: one call's event loop at a time.
 */
final class OpenCallSlot {
    static final int BYTES = 512;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final VarHandle INT_HANDLE = INT.varHandle();
    private static final VarHandle BYTE_HANDLE = BYTE.varHandle();

    private static final int OPEN = 1;
    private static final int FORMAT = 1;

    private static final int STATE_AT = 0;
    private static final int FORMAT_AT = 4;
    private static final int ID_AT = 8;
    private static final int ORGANIZATION_AT = 24;
    private static final int PROJECT_AT = 40;
    private static final int KEY_AT = 56;
    private static final int USER_AT = 72;
    private static final int DEPLOYMENT_AT = 88;
    private static final int STARTED_AT = 104;
    private static final int PROMPT_BYTES_AT = 112;
    private static final int BYTES_AT = 120;
    private static final int EVENTS_AT = 128;
    private static final int COUNTS_AT = 136;
    private static final int COUNTED_AT = 184;
    private static final int ENDPOINT_AT = 185;
    private static final int MODE_AT = 186;
    private static final int STREAM_AT = 187;
    private static final int ESTIMATE_AT = 188;
    private static final int PRICES_AT = 192;
    private static final int PRICE_BYTES = 16;
    private static final int CURRENCY_AT = 272;
    private static final int MODEL_AT = 276;
    private static final int MODEL_MAX = 64;
    private static final int PROVIDER_AT = MODEL_AT + 1 + MODEL_MAX;
    private static final int PROVIDER_MAX = 64;
    private static final int ZONE_AT = PROVIDER_AT + 1 + PROVIDER_MAX;
    private static final int ZONE_MAX = 32;
    private static final int TAGS_AT = ZONE_AT + 1 + ZONE_MAX;
    private static final int TAGS_MAX = BYTES - TAGS_AT - 1;

    private static final UUID NOBODY = new UUID(0, 0);

    private final MemorySegment memory;
    private final long base;

    OpenCallSlot(MemorySegment memory, int number) {
        this.memory = memory;
        this.base = (long) number * BYTES;
    }

    boolean isOpen() {
        return (int) INT_HANDLE.getAcquire(memory, base + STATE_AT) == OPEN;
    }

    void open(CallStart start) {
        memory.asSlice(base, BYTES).fill((byte) 0);
        memory.set(INT, base + FORMAT_AT, FORMAT);
        putUuid(ID_AT, start.id().value());
        putUuid(ORGANIZATION_AT, start.organization().value());
        putUuid(PROJECT_AT, start.project().value());
        putUuid(KEY_AT, start.key().value());
        if (start.user() != null) {
            putUuid(USER_AT, start.user().value());
        }
        putLong(STARTED_AT, ChronoUnit.MICROS.between(Instant.EPOCH, start.startedAt()));
        putLong(PROMPT_BYTES_AT, start.promptBytes());
        putByte(ENDPOINT_AT, EnumCode.ENDPOINT.of(start.endpoint()));
        putByte(MODE_AT, EnumCode.MODE.of(start.mode()));
        putByte(STREAM_AT, start.stream() ? 1 : 0);
        putText(MODEL_AT, start.model(), MODEL_MAX);
        putTags(start.tags());
        INT_HANDLE.setRelease(memory, base + STATE_AT, OPEN);
    }

    void close() {
        INT_HANDLE.setRelease(memory, base + STATE_AT, 0);
    }

    /** The provider is cleared first and stored last: what is read is all of one route, or of none. */
    void routed(String model, Served served, List<Price> prices) {
        putText(PROVIDER_AT, "", PROVIDER_MAX);
        VarHandle.releaseFence();
        putText(MODEL_AT, model, MODEL_MAX);
        DeploymentId deployment = served.deployment();
        putUuid(DEPLOYMENT_AT, deployment == null ? NOBODY : deployment.value());
        putText(ZONE_AT, served.zone().code(), ZONE_MAX);
        putPrices(prices);
        putText(PROVIDER_AT, served.provider(), PROVIDER_MAX);
    }

    void progress(long bytes, long events, long estimatedOutput) {
        putLong(BYTES_AT, bytes);
        putLong(EVENTS_AT, events);
        memory.set(INT, base + ESTIMATE_AT, (int) Math.min(estimatedOutput, 0xFFFF_FFFFL));
    }

    void usage(TokenCounts counts) {
        putLong(COUNTS_AT, counts.input());
        putLong(COUNTS_AT + 8, counts.cachedInput());
        putLong(COUNTS_AT + 16, counts.cacheWrite());
        putLong(COUNTS_AT + 24, counts.audioInput());
        putLong(COUNTS_AT + 32, counts.output());
        putLong(COUNTS_AT + 40, counts.reasoning());
        BYTE_HANDLE.setRelease(memory, base + COUNTED_AT, (byte) 1);
    }

    /**
     * What an earlier process left here.
     *
     * @param node the name for the record's node
     * @throws IllegalArgumentException when it makes no sense
     */
    InterruptedCall read(String node) {
        int format = memory.get(INT, base + FORMAT_AT);
        if (format != FORMAT) {
            throw new IllegalArgumentException("format: " + format + " (expected: " + FORMAT + ")");
        }
        return new InterruptedCall(
                start(node),
                routed(),
                getLong(BYTES_AT),
                getLong(EVENTS_AT),
                getByte(COUNTED_AT) == 0 ? null : counts(),
                Integer.toUnsignedLong(memory.get(INT, base + ESTIMATE_AT)),
                provider().isEmpty() ? List.of() : prices());
    }

    private CallStart start(String node) {
        String model = getText(MODEL_AT);
        UUID user = getUuid(USER_AT);
        return new CallStart(
                new CallId(getUuid(ID_AT)),
                node,
                Instant.EPOCH.plus(getLong(STARTED_AT), ChronoUnit.MICROS),
                new OrganizationId(getUuid(ORGANIZATION_AT)),
                new ProjectId(getUuid(PROJECT_AT)),
                new ApiKeyId(getUuid(KEY_AT)),
                user.equals(NOBODY) ? null : new UserId(user),
                EnumCode.ENDPOINT.constant(getByte(ENDPOINT_AT)),
                EnumCode.MODE.constant(getByte(MODE_AT)),
                getByte(STREAM_AT) != 0,
                model,
                model,
                getLong(PROMPT_BYTES_AT),
                tags());
    }

    private InterruptedCall.@Nullable Routed routed() {
        String provider = provider();
        UUID deployment = getUuid(DEPLOYMENT_AT);
        return provider.isEmpty()
                ? null
                : new InterruptedCall.Routed(
                        provider,
                        new Zone(getText(ZONE_AT)),
                        deployment.equals(NOBODY) ? null : new DeploymentId(deployment));
    }

    private String provider() {
        return getText(PROVIDER_AT);
    }

    private TokenCounts counts() {
        return new TokenCounts(
                getLong(COUNTS_AT),
                getLong(COUNTS_AT + 8),
                getLong(COUNTS_AT + 16),
                getLong(COUNTS_AT + 24),
                getLong(COUNTS_AT + 32),
                getLong(COUNTS_AT + 40));
    }

    private List<Price> prices() {
        Mode mode = EnumCode.MODE.constant(getByte(MODE_AT));
        List<Price> prices = new ArrayList<>();
        for (int i = 0; i < UsageUnit.TOKEN_TYPES.size(); i++) {
            int at = PRICES_AT + i * PRICE_BYTES;
            long id = getLong(at);
            if (id != 0) {
                BigDecimal unitPrice = BigDecimal.valueOf(getLong(at + Long.BYTES), Price.SCALE_MAX);
                UsageUnit unit = UsageUnit.TOKEN_TYPES.get(i);
                prices.add(new Price(new PriceId(id), getText(MODEL_AT), unit, mode, unitPrice, currency()));
            }
        }
        return prices;
    }

    private void putPrices(List<Price> prices) {
        memory.asSlice(base + PRICES_AT, CURRENCY_AT - PRICES_AT).fill((byte) 0);
        byte mode = getByte(MODE_AT);
        for (Price price : prices) {
            if (EnumCode.MODE.of(price.mode()) == mode && price.unit().isToken()) {
                int at = PRICES_AT + UsageUnit.TOKEN_TYPES.indexOf(price.unit()) * PRICE_BYTES;
                putLong(at, price.id().value());
                putLong(
                        at + Long.BYTES,
                        price.unitPrice().movePointRight(Price.SCALE_MAX).longValueExact());
                putCurrency(price.currency());
            }
        }
    }

    private void putCurrency(Currency currency) {
        String code = currency.getCurrencyCode();
        for (int i = 0; i < 3; i++) {
            putByte(CURRENCY_AT + i, code.charAt(i));
        }
    }

    private Currency currency() {
        byte[] code = memory.asSlice(base + CURRENCY_AT, 3).toArray(BYTE);
        return Currency.getInstance(new String(code, StandardCharsets.US_ASCII));
    }

    /** Whole lines only; a tag that would not come back as it is, or has no room, is left out. */
    private void putTags(Map<String, String> tags) {
        StringBuilder lines = new StringBuilder();
        int bytes = 0;
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            String line = tag.getKey() + "=" + tag.getValue();
            int length = line.getBytes(StandardCharsets.UTF_8).length + 1;
            if (line.indexOf('\n') < 0 && tag.getKey().indexOf('=') < 0 && bytes + length <= TAGS_MAX) {
                lines.append(line).append('\n');
                bytes += length;
            }
        }
        if (bytes > 0) {
            putText(TAGS_AT, lines.toString(), TAGS_MAX);
        }
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        getText(TAGS_AT).lines().forEach(line -> {
            int equals = line.indexOf('=');
            tags.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return tags;
    }

    /** A length and as many whole characters as fit. */
    private void putText(int at, String text, int max) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, max);
        while (length < bytes.length && (bytes[length] & 0xC0) == 0x80) {
            length--;
        }
        BYTE_HANDLE.setRelease(memory, base + at, (byte) 0);
        VarHandle.releaseFence();
        MemorySegment.copy(bytes, 0, memory, BYTE, base + at + 1, length);
        BYTE_HANDLE.setRelease(memory, base + at, (byte) length);
    }

    private String getText(int at) {
        int length = getByte(at) & 0xFF;
        return new String(memory.asSlice(base + at + 1, length).toArray(BYTE), StandardCharsets.UTF_8);
    }

    private void putUuid(int at, UUID uuid) {
        putLong(at, uuid.getMostSignificantBits());
        putLong(at + Long.BYTES, uuid.getLeastSignificantBits());
    }

    private UUID getUuid(int at) {
        return new UUID(getLong(at), getLong(at + Long.BYTES));
    }

    private void putLong(int at, long value) {
        memory.set(LONG, base + at, value);
    }

    private long getLong(int at) {
        return memory.get(LONG, base + at);
    }

    private void putByte(int at, int value) {
        memory.set(BYTE, base + at, (byte) value);
    }

    private byte getByte(int at) {
        return memory.get(BYTE, base + at);
    }
}
