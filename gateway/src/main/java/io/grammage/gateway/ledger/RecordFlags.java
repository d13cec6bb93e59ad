package io.grammage.gateway.ledger;

/** Which optional parts a record of format 1 has: one bit each, 16 bits in all. */
final class RecordFlags {
    static final int USER = 1;
    static final int STREAM = 1 << 1;
    /** The caller wrote another name than the model's own. */
    static final int REQUESTED_MODEL = 1 << 2;

    static final int SERVED = 1 << 3;
    static final int REGION = 1 << 4;
    static final int DEPLOYMENT = 1 << 5;
    static final int FINISH_REASON = 1 << 6;
    static final int FIRST_TOKEN = 1 << 7;
    static final int FOOTPRINT = 1 << 8;
    static final int KNOWN = (1 << 9) - 1;

    private RecordFlags() {}

    static int of(UsageRecord record) {
        CallStart start = record.start();
        Ending ending = record.ending();
        Served served = record.served();
        return bit(start.user() != null, USER)
                | bit(start.stream(), STREAM)
                | bit(!start.requestedModel().equals(start.model()), REQUESTED_MODEL)
                | bit(served != null, SERVED)
                | bit(served != null && served.region() != null, REGION)
                | bit(served != null && served.deployment() != null, DEPLOYMENT)
                | bit(ending.finishReason() != null, FINISH_REASON)
                | bit(ending.firstTokenMicros() != null, FIRST_TOKEN)
                | bit(record.usage().footprint() instanceof Footprint.Estimated, FOOTPRINT);
    }

    private static int bit(boolean set, int flag) {
        return set ? flag : 0;
    }
}
