package io.grammage.gateway.ledger;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** How long the periods are that rollups sum over. All of them start and end in UTC. */
public enum Grain {
    HOUR("h", ChronoUnit.HOURS),
    DAY("d", ChronoUnit.DAYS),
    MONTH("m", ChronoUnit.MONTHS);

    private final String wireName;
    private final ChronoUnit unit;

    Grain(String wireName, ChronoUnit unit) {
        this.wireName = wireName;
        this.unit = unit;
    }

    /** The name in the store. */
    public String wireName() {
        return wireName;
    }

    /** The start of the period that holds the moment. */
    public Instant startOf(Instant moment) {
        if (this != MONTH) {
            return moment.truncatedTo(unit);
        }
        OffsetDateTime utc = moment.atOffset(ZoneOffset.UTC);
        return utc.withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS).toInstant();
    }

    /** The start of the period after the one that holds the moment. */
    public Instant startOfNext(Instant moment) {
        return startOf(moment).atOffset(ZoneOffset.UTC).plus(1, unit).toInstant();
    }

    /** Whether a period starts at the moment. */
    public boolean startsAt(Instant moment) {
        return startOf(moment).equals(moment);
    }

    /**
     * The grain of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Grain fromWire(String name) {
        for (Grain grain : values()) {
            if (grain.wireName.equals(name)) {
                return grain;
            }
        }
        throw new IllegalArgumentException("grain: " + name + " (expected: h, d or m)");
    }
}
