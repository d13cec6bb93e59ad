package io.grammage.gateway.billing;

import static io.grammage.gateway.billing.Meters.EUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.UsageUnit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What holds of any bill, tried on drawn ones. */
class BillerPropertyTest {
    private static final long SEED = 20_261_122L;
    private static final int ROUNDS = 2_000;
    private static final BigDecimal CENT = new BigDecimal("0.01");

    /** A drawn month of an organization. */
    private record Draw(long slice, FreeAllowance allowance, List<Metered> consumption) {
        static Draw of(Random random) {
            List<Meter> meters = new ArrayList<>();
            int models = 1 + random.nextInt(4);
            for (int i = 0; i < models; i++) {
                meters.add(Meters.meter("m" + i, UsageUnit.INPUT, price(random)));
                meters.add(Meters.meter("m" + i, UsageUnit.OUTPUT, price(random)));
                if (random.nextInt(4) == 0) {
                    meters.add(Meters.meter("m" + i, UsageUnit.AUDIO_SECOND, price(random)));
                }
            }
            int projects = 1 + random.nextInt(4);
            List<Metered> consumption = new ArrayList<>();
            int entries = 1 + random.nextInt(20);
            for (int i = 0; i < entries; i++) {
                consumption.add(new Metered(
                        new ProjectId(new UUID(0, random.nextInt(projects))),
                        meters.get(random.nextInt(meters.size())),
                        quantity(random)));
            }
            long[] slices = {1, 1_000, 1_000_000};
            FreeAllowance allowance = new FreeAllowance(random.nextInt(3_000_000), random.nextInt(10_000));
            return new Draw(slices[random.nextInt(slices.length)], allowance, consumption);
        }

        private static String price(Random random) {
            return BigDecimal.valueOf(random.nextInt(1_000), random.nextInt(4)).toPlainString();
        }

        private static long quantity(Random random) {
            return random.nextLong(1L << (1 + random.nextInt(22)));
        }

        List<BillLine> lines() {
            return lines(consumption);
        }

        List<BillLine> lines(List<Metered> other) {
            return new Biller(Meters.rules(slice), EUR).lines(other, allowance);
        }
    }

    private interface Property {
        void holds(Draw draw, Random random);
    }

    private static void forAll(Property property) {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = SEED + round;
            Random random = new Random(seed);
            try {
                property.holds(Draw.of(random), random);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static BigDecimal total(List<BillLine> lines) {
        return lines.stream().map(BillLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<BillLine.Usage> usage(List<BillLine> lines) {
        return lines.stream()
                .filter(BillLine.Usage.class::isInstance)
                .map(BillLine.Usage.class::cast)
                .toList();
    }

    /** The same with everything in one project. */
    private static List<Metered> joined(List<Metered> consumption) {
        return consumption.stream()
                .map(each -> new Metered(Meters.A, each.meter(), each.quantity()))
                .toList();
    }

    @Test
    void noTokenIsLost() {
        forAll((draw, random) -> {
            long metered =
                    draw.consumption().stream().mapToLong(Metered::quantity).sum();
            assertThat(usage(draw.lines()).stream()
                            .mapToLong(BillLine.Usage::consumed)
                            .sum())
                    .isEqualTo(metered);
        });
    }

    @Test
    void anyOrderOfWhatWasMeteredGivesTheSameBill() {
        forAll((draw, random) -> {
            List<Metered> shuffled = new ArrayList<>(draw.consumption());
            Collections.shuffle(shuffled, random);
            assertThat(draw.lines(shuffled)).isEqualTo(draw.lines());
        });
    }

    @Test
    void moreUsageNeverCostsLess() {
        forAll((draw, random) -> {
            List<Metered> more = new ArrayList<>(draw.consumption());
            Metered one = more.get(random.nextInt(more.size()));
            more.add(new Metered(
                    random.nextBoolean() ? one.project() : new ProjectId(new UUID(1, 1)),
                    one.meter(),
                    Draw.quantity(random)));
            assertThat(total(draw.lines(more))).isGreaterThanOrEqualTo(total(draw.lines()));
        });
    }

    @Test
    void eachAmountIsOfWholeCentsAndLessThanOneAboveItsExactOne() {
        forAll((draw, random) -> usage(draw.lines()).forEach(line -> {
            assertThat(line.amount().scale()).isEqualTo(2);
            assertThat(line.amount().subtract(line.exactAmount())).isBetween(BigDecimal.ZERO, CENT);
            assertThat(line.billed() - (line.isWhollyFree() ? line.consumed() : line.consumed() - line.free()))
                    .isBetween(0L, line.slice() - 1);
        }));
    }

    /** Of each project's cost no more than all of it is deducted, and in all exactly what one project would save. */
    @Test
    void deductionsAddUpToTheCentAndLeaveNobodyBelowZero() {
        forAll((draw, random) -> {
            List<BillLine> lines = draw.lines();
            List<ProjectId> projects =
                    lines.stream().map(BillLine::project).distinct().toList();
            for (ProjectId project : projects) {
                assertThat(total(lines.stream()
                                .filter(line -> line.project().equals(project))
                                .toList()))
                        .isGreaterThanOrEqualTo(BigDecimal.ZERO);
            }
            BigDecimal uncovered = uncovered(draw);
            BigDecimal covered = covered(draw);
            assertThat(total(lines)).isEqualByComparingTo(covered.add(uncovered));
        });
    }

    /** What the lines of meters that the free tier does not reach come to. */
    private static BigDecimal uncovered(Draw draw) {
        List<BillLine.Usage> organization = usage(draw.lines(joined(draw.consumption())));
        List<Meter> reached = organization.stream()
                .filter(line -> line.free() > 0)
                .map(BillLine.Usage::meter)
                .toList();
        List<BillLine> gross =
                new Biller(Meters.rules(draw.slice()), EUR).lines(draw.consumption(), FreeAllowance.NOTHING);
        return total(gross.stream()
                .filter(line -> line instanceof BillLine.Usage usage && !reached.contains(usage.meter()))
                .toList());
    }

    /** What is left to pay of those that it reaches, of the whole organization as one line each. */
    private static BigDecimal covered(Draw draw) {
        return total(draw.lines(joined(draw.consumption())).stream()
                .filter(line -> line instanceof BillLine.Usage usage && usage.free() > 0)
                .toList());
    }

    @Test
    void withinItsFreeTierAnOrganizationPaysNothing() {
        forAll((draw, random) -> {
            Draw within = new Draw(draw.slice(), FreeAllowance.counted(draw.consumption()), draw.consumption());
            assertThat(total(within.lines())).isEqualByComparingTo(BigDecimal.ZERO);
        });
    }

    @Test
    void splittingOverProjectsWithSlicesOfOneChangesLessThanACentALine() {
        forAll((draw, random) -> {
            Draw fine = new Draw(1, draw.allowance(), draw.consumption());
            // Sound is always billed by the minute, which a split rounds more than once.
            List<Metered> tokens = draw.consumption().stream()
                    .filter(each -> each.meter().unit().isToken())
                    .toList();
            List<BillLine> split = fine.lines(tokens);
            BigDecimal difference = total(split).subtract(total(fine.lines(joined(tokens))));
            BigDecimal lines = CENT.multiply(BigDecimal.valueOf(split.size()));
            assertThat(difference).isGreaterThanOrEqualTo(BigDecimal.ZERO);
            assertThat(split.isEmpty() ? difference.subtract(CENT) : difference).isLessThan(lines);
        });
    }

    @Test
    void sharesAddUpAndNoneExceedsItsWeight() {
        forAll((draw, random) -> {
            List<BigDecimal> weights = new ArrayList<>();
            int count = 1 + random.nextInt(10);
            BigDecimal sum = BigDecimal.ZERO.setScale(2);
            for (int i = 0; i < count; i++) {
                BigDecimal weight = BigDecimal.valueOf(random.nextInt(1 << (1 + random.nextInt(16))), 2);
                weights.add(weight);
                sum = sum.add(weight);
            }
            BigDecimal amount =
                    sum.multiply(BigDecimal.valueOf(random.nextInt(101), 2)).setScale(2, RoundingMode.DOWN);
            List<BigDecimal> shares = Cents.split(amount, weights);
            assertThat(shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(amount);
            for (int i = 0; i < count; i++) {
                assertThat(shares.get(i)).isBetween(BigDecimal.ZERO, weights.get(i));
            }
        });
    }
}
