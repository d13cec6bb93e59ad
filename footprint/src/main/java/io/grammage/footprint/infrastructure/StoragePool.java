package io.grammage.footprint.infrastructure;

import io.grammage.footprint.internal.Check;

/**
 * Storage that volumes are cut from. The ratio of a volume applies to all steps of the pool's resource, and to the servers
 * that the storage service itself runs on.
 *
 * @param size what all volumes share out
 * @param copies how much is stored for each byte of a volume, 1 to 100
 */
public record StoragePool(DataSize size, double copies) {
    /** Block Storage keeps three replicas (Scaleway, Block Storage environmental footprint). */
    private static final double BLOCK_REPLICAS = 3;

    /** Object Storage keeps one and a half (Scaleway, Object Storage environmental footprint). */
    private static final double OBJECT_REPLICATION = 1.5;

    /** The part of raw capacity that Object Storage uses, the rest being kept free for speed (same source). */
    private static final double OBJECT_USABLE = 0.8;

    public StoragePool {
        Check.within("copies of stored data", copies, 1, 100);
    }

    /** Block Storage of which so much is reserved in all, replicas included. */
    public static StoragePool block(DataSize reserved) {
        return new StoragePool(reserved, BLOCK_REPLICAS);
    }

    /** Object Storage on machines of that raw capacity. */
    public static StoragePool object(DataSize raw) {
        return new StoragePool(raw.times(OBJECT_USABLE), OBJECT_REPLICATION);
    }

    /**
     * The ratio of a volume: its size with all copies, over the pool.
     *
     * @param volume reserved size for Block Storage, stored size for Object Storage
     * @throws io.grammage.footprint.FootprintException if it does not fit into the pool
     */
    public Ratio ratioOf(DataSize volume) {
        return volume.times(copies).of(size);
    }
}
