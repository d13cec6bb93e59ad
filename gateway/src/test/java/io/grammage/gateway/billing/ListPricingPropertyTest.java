package io.grammage.gateway.billing;

import static io.grammage.gateway.testing.SampleModels.EUR;
import static io.grammage.gateway.testing.SampleModels.priced;
import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.kernel.Charge;
import io.grammage.gateway.kernel.ChargeLine;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.CountSource;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ListPricingPropertyTest {
    private static final long SEED = 20_261_121L;
    private static final int ROUNDS = 5_000;

    /** The price in millionths, so that the oracle needs nothing but whole numbers. */
    @Test
    void agreesWithWholeNumberArithmeticForAnyQuantitiesAndPrices() {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = SEED + round;
            SplittableRandom random = new SplittableRandom(seed);
            Mode mode = random.nextBoolean() ? Mode.REALTIME : Mode.BATCH;
            Map<UsageUnit, Long> microPrices = microPrices(random);
            Price[] prices = microPrices.entrySet().stream()
                    .map(entry ->
                            Price.configured("m", entry.getKey(), mode, BigDecimal.valueOf(entry.getValue(), 6), EUR))
                    .toArray(Price[]::new);
            Consumption consumption = consumption(random);

            Charge charge = new ListPricing(EUR).price(priced("m", prices), mode, consumption);

            BigInteger total = BigInteger.ZERO;
            int lines = 0;
            for (UsageUnit unit : UsageUnit.values()) {
                long quantity = consumption.quantity(unit);
                if (quantity == 0) {
                    continue;
                }
                ChargeLine line = charge.lines().get(lines++);
                Long micros = microPrices.get(unit);
                BigInteger picos = micros == null ? BigInteger.ZERO : picos(unit, micros, quantity);
                total = total.add(picos);
                assertThat(line.unit()).as("unit, seed %d", seed).isEqualTo(unit);
                assertThat(line.quantity()).as("quantity, seed %d", seed).isEqualTo(quantity);
                assertThat(line.price() == null).as("priced, seed %d", seed).isEqualTo(micros == null);
                assertThat(line.amount()).as("amount, seed %d", seed).isEqualByComparingTo(new BigDecimal(picos, 12));
            }
            assertThat(charge.lines()).as("lines, seed %d", seed).hasSize(lines);
            assertThat(charge.total().amount())
                    .as("total, seed %d", seed)
                    .isEqualByComparingTo(new BigDecimal(total, 12));
        }
    }

    /** Half a millionth of a millionth goes to the even neighbour. */
    private static BigInteger picos(UsageUnit unit, long micros, long quantity) {
        BigInteger size = BigInteger.valueOf(
                switch (unit) {
                    case AUDIO_SECOND -> 60;
                    case IMAGE, DOCUMENT -> 1;
                    default -> 1_000_000;
                });
        BigInteger[] division = BigInteger.valueOf(micros)
                .multiply(BigInteger.valueOf(quantity))
                .multiply(BigInteger.valueOf(1_000_000))
                .divideAndRemainder(size);
        int half = division[1].shiftLeft(1).compareTo(size);
        boolean up = half > 0 || (half == 0 && division[0].testBit(0));
        return up ? division[0].add(BigInteger.ONE) : division[0];
    }

    private static Map<UsageUnit, Long> microPrices(SplittableRandom random) {
        Map<UsageUnit, Long> prices = new EnumMap<>(UsageUnit.class);
        for (UsageUnit unit : UsageUnit.values()) {
            if (random.nextInt(4) > 0) {
                prices.put(unit, skewed(random, 1_000_000_000_000_000L));
            }
        }
        return prices;
    }

    private static Consumption consumption(SplittableRandom random) {
        TokenCounts tokens = new TokenCounts(
                skewed(random, 1L << 40),
                skewed(random, 1L << 40),
                skewed(random, 1L << 40),
                skewed(random, 1L << 40),
                skewed(random, 1L << 40),
                0);
        return new Consumption(
                tokens, CountSource.REPORTED, 0, skewed(random, 1L << 40), random.nextInt(3), random.nextInt(3));
    }

    /** Zeros, small numbers and numbers up to the bound, each often. */
    private static long skewed(SplittableRandom random, long bound) {
        return switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> random.nextLong(100);
            default -> random.nextLong(bound);
        };
    }
}
