package io.grammage.gateway.billing;

import static io.grammage.gateway.billing.Meters.A;
import static io.grammage.gateway.billing.Meters.B;
import static io.grammage.gateway.billing.Meters.EUR;
import static io.grammage.gateway.billing.Meters.LLAMA_IN;
import static io.grammage.gateway.billing.Meters.LLAMA_OUT;
import static io.grammage.gateway.billing.Meters.MISTRAL_IN;
import static io.grammage.gateway.billing.Meters.MISTRAL_OUT;
import static io.grammage.gateway.billing.Meters.QWEN_IN;
import static io.grammage.gateway.billing.Meters.QWEN_OUT;
import static io.grammage.gateway.billing.Meters.WHISPER;
import static io.grammage.gateway.billing.Meters.meter;
import static io.grammage.gateway.billing.Meters.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.kernel.UsageUnit;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The worked examples of Scaleway's FAQ, and the rules that they do not show. */
class BillerTest {
    private static final long MILLION = 1_000_000;
    private static final FreeAllowance FULL = new FreeAllowance(MILLION, 3_600);

    private static List<String> lines(long slice, FreeAllowance allowance, Metered... consumption) {
        return new Biller(rules(slice), EUR)
                .lines(List.of(consumption), allowance).stream()
                        .map(BillerTest::shown)
                        .toList();
    }

    private static String shown(BillLine line) {
        String project = line.project().equals(A) ? "A" : "B";
        return switch (line) {
            case BillLine.Usage usage ->
                "%s %s %s: %d - %d -> %d = %s"
                        .formatted(
                                project,
                                usage.meter().model().split("-", 2)[0],
                                usage.meter().unit().wireName(),
                                usage.consumed(),
                                usage.free(),
                                usage.billed(),
                                usage.amount());
            case BillLine.Amount other -> project + " " + other.kind().wireName() + " " + other.amount();
            case BillLine.Correction late -> project + " " + late.item() + " " + late.amount();
        };
    }

    @Test
    void firstExampleOfTheFaq() {
        assertThat(lines(
                        MILLION,
                        FULL,
                        new Metered(A, LLAMA_IN, 500_000),
                        new Metered(A, LLAMA_OUT, 200_000),
                        new Metered(A, MISTRAL_IN, 100_000),
                        new Metered(A, MISTRAL_OUT, 100_000)))
                .containsExactly(
                        "A llama input: 500000 - 500000 -> 1000000 = 0.00",
                        "A llama output: 200000 - 200000 -> 1000000 = 0.00",
                        "A mistral input: 100000 - 100000 -> 1000000 = 0.00",
                        "A mistral output: 100000 - 100000 -> 1000000 = 0.00");
    }

    /** Billed 1M (free) + 3M + 1M + 1M; the FAQ prints "Total tokens consumed: 900k" beside it, which is 3,500k. */
    @Test
    void secondExampleOfTheFaq() {
        assertThat(lines(
                        MILLION,
                        FULL,
                        new Metered(A, LLAMA_IN, 800_000),
                        new Metered(A, LLAMA_OUT, 2_500_000),
                        new Metered(A, MISTRAL_IN, 100_000),
                        new Metered(A, MISTRAL_OUT, 100_000)))
                .containsExactly(
                        "A llama input: 800000 - 800000 -> 1000000 = 0.00",
                        "A llama output: 2500000 - 200000 -> 3000000 = 2.70",
                        "A mistral input: 100000 - 0 -> 1000000 = 0.15",
                        "A mistral output: 100000 - 0 -> 1000000 = 0.35");
    }

    @Test
    void workedExampleAWithSlicesOfAThousand() {
        assertThat(lines(
                        1_000,
                        FULL,
                        new Metered(A, QWEN_OUT, 100_000),
                        new Metered(A, QWEN_IN, 500_000),
                        new Metered(A, MISTRAL_OUT, 200_000),
                        new Metered(A, MISTRAL_IN, 500_000)))
                .containsExactly(
                        "A mistral input: 500000 - 200000 -> 300000 = 0.05",
                        "A mistral output: 200000 - 200000 -> 200000 = 0.00",
                        "A qwen3.5 input: 500000 - 500000 -> 500000 = 0.00",
                        "A qwen3.5 output: 100000 - 100000 -> 100000 = 0.00");
    }

    /** A costs 1 euro, B 3, and what is free is worth 2. */
    @Test
    void workedExampleCSharesTheFreeTierByCost() {
        Meter model = meter("m", UsageUnit.INPUT, "2");
        assertThat(lines(1_000, FULL, new Metered(A, model, 500_000), new Metered(B, model, 1_500_000)))
                .containsExactly(
                        "A m input: 500000 - 0 -> 500000 = 1.00",
                        "A free_tier -0.50",
                        "B m input: 1500000 - 0 -> 1500000 = 3.00",
                        "B free_tier -1.50");
    }

    @Test
    void manyProjectsWithinTheFreeTierPayNothing() {
        assertThat(lines(MILLION, FULL, new Metered(A, QWEN_OUT, 1), new Metered(B, QWEN_OUT, 999_999)))
                .containsExactly(
                        "A qwen3.5 output: 1 - 0 -> 1000000 = 3.60",
                        "A free_tier -3.60",
                        "B qwen3.5 output: 999999 - 0 -> 1000000 = 3.60",
                        "B free_tier -3.60");
    }

    @Test
    void soundHasMinutesOfItsOwn() {
        assertThat(lines(1_000, FULL, new Metered(A, WHISPER, 3_599), new Metered(A, LLAMA_IN, 1_001_000)))
                .containsExactly(
                        "A llama input: 1001000 - 1000000 -> 1000 = 0.01",
                        "A whisper audio_second: 3599 - 3599 -> 3600 = 0.00");
        assertThat(lines(1_000, FULL, new Metered(A, WHISPER, 3_600 + 6_001)))
                .as("101 minutes of 0.003")
                .containsExactly("A whisper audio_second: 9601 - 3600 -> 6060 = 0.31");
    }

    @Test
    void whatHasNoPriceOrCostsNothingTakesNothingOfTheFreeTier() {
        Meter unpriced = meter("a", UsageUnit.INPUT, null);
        Meter gratis = meter("b", UsageUnit.INPUT, "0");
        assertThat(lines(
                        1_000,
                        FULL,
                        new Metered(A, unpriced, 5_000_000),
                        new Metered(A, gratis, 5_000_000),
                        new Metered(A, LLAMA_IN, 1_000_000)))
                .containsExactly(
                        "A a input: 5000000 - 0 -> 5000000 = 0.00",
                        "A b input: 5000000 - 0 -> 5000000 = 0.00",
                        "A llama input: 1000000 - 1000000 -> 1000000 = 0.00");
    }

    @Test
    void aPriceOfTwoInAMonthMakesTwoLines() {
        Meter before = meter("m", UsageUnit.INPUT, "1");
        Meter after = meter("m", UsageUnit.INPUT, "2");
        assertThat(lines(MILLION, FreeAllowance.NOTHING, new Metered(A, before, 1), new Metered(A, after, 1)))
                .containsExactlyInAnyOrder("A m input: 1 - 0 -> 1000000 = 1.00", "A m input: 1 - 0 -> 1000000 = 2.00");
    }

    @Test
    void linesTellTheAmountBeforeItWasRounded() {
        BillLine.Usage line = (BillLine.Usage) new Biller(rules(1_000), EUR)
                .lines(List.of(new Metered(A, MISTRAL_IN, 299_001)), FreeAllowance.NOTHING)
                .getFirst();

        assertThat(line.exactAmount()).isEqualByComparingTo("0.045");
        assertThat(line.amount()).isEqualTo(new BigDecimal("0.05"));
    }

    @Test
    void aFreeTierThatIsGivenOnceShrinks() {
        FreeTier once = new FreeTier(FreeTier.Renewal.ONCE, 1_000, 2);
        assertThat(once.leftAfter(new FreeAllowance(400, 30))).isEqualTo(new FreeAllowance(600, 90));
        assertThat(once.leftAfter(new FreeAllowance(4_000, 300))).isEqualTo(FreeAllowance.NOTHING);
        assertThat(new FreeTier(FreeTier.Renewal.MONTHLY, 1_000, 2).leftAfter(new FreeAllowance(4_000, 300)))
                .isEqualTo(new FreeAllowance(1_000, 120));
        assertThat(FreeTier.NONE.leftAfter(FreeAllowance.NOTHING)).isEqualTo(FreeAllowance.NOTHING);
    }
}
