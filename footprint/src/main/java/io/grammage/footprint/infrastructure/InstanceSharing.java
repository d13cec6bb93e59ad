package io.grammage.footprint.infrastructure;

import io.grammage.footprint.internal.Check;

/**
 * How the shares that an Instance has of a hypervisor's processors, memory and disk become one ratio. Capacity that was
 * not sold is put down to nobody: the denominators are the hypervisor's.
 */
public sealed interface InstanceSharing {
    /** Stable name. */
    String id();

    /** Who has it so, and where. */
    String citation();

    /** What the Instance is of its hypervisor; 0 to 3 for the literal sum, 0 to 1 for the others, unless vCPUs outnumber cores. */
    Ratio ratio(Capacity.Shares shares);

    /**
     * The sum of the three, as Scaleway's worked example has it. An Instance that fills its hypervisor then weighs as much
     * as three of them.
     */
    record LiteralSum() implements InstanceSharing {
        @Override
        public String id() {
            return "sum";
        }

        @Override
        public String citation() {
            return "Scaleway, Instances environmental footprint, worked example";
        }

        @Override
        public Ratio ratio(Capacity.Shares shares) {
            return shares.processors().plus(shares.memory()).plus(shares.disk());
        }
    }

    /** The mean of the three: a third of the literal sum, so that an Instance that fills its hypervisor weighs one. */
    record Mean() implements InstanceSharing {
        private static final Ratio THIRD = Ratio.of(1.0 / 3);

        @Override
        public String id() {
            return "mean";
        }

        @Override
        public String citation() {
            return "Grammage: the literal sum, scaled so that a whole hypervisor is one";
        }

        @Override
        public Ratio ratio(Capacity.Shares shares) {
            return new LiteralSum().ratio(shares).times(THIRD);
        }
    }

    /**
     * Memory by the share of memory, disk by the share of disk, all else by that of processors, each with the weight that
     * it has in what making the hypervisor cost.
     *
     * @param memory weight of memory, 0 to 1
     * @param disk weight of disks, 0 to 1; the two no more than 1 together
     */
    record ComponentWeighted(double memory, double disk) implements InstanceSharing {
        public ComponentWeighted {
            Check.within("weight of memory", memory, 0, 1);
            Check.within("weight of disk beside that of memory", disk, 0, 1 - memory);
        }

        @Override
        public String id() {
            return "component-weighted";
        }

        @Override
        public String citation() {
            return "BoaviztAPI 2.4.1, allocation of cloud instances";
        }

        @Override
        public Ratio ratio(Capacity.Shares shares) {
            return shares.memory()
                    .times(Ratio.of(memory))
                    .plus(shares.disk().times(Ratio.of(disk)))
                    .plus(shares.processors().times(Ratio.of(1 - memory - disk)));
        }
    }
}
