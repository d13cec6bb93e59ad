package io.grammage.gateway.billing;

import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.UsageUnit;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Models with public prices, and projects, for tests of bills. */
final class Meters {
    static final Currency EUR = Currency.getInstance("EUR");
    static final ProjectId A = new ProjectId(new UUID(0, 0xa));
    static final ProjectId B = new ProjectId(new UUID(0, 0xb));

    static final Meter LLAMA_IN = meter("llama-3.3-70b-instruct", UsageUnit.INPUT, "0.90");
    static final Meter LLAMA_OUT = meter("llama-3.3-70b-instruct", UsageUnit.OUTPUT, "0.90");
    static final Meter MISTRAL_IN = meter("mistral-small-3.1-24b-instruct-2503", UsageUnit.INPUT, "0.15");
    static final Meter MISTRAL_OUT = meter("mistral-small-3.1-24b-instruct-2503", UsageUnit.OUTPUT, "0.35");
    static final Meter QWEN_IN = meter("qwen3.5-397b-a17b", UsageUnit.INPUT, "0.60");
    static final Meter QWEN_OUT = meter("qwen3.5-397b-a17b", UsageUnit.OUTPUT, "3.60");
    static final Meter WHISPER = meter("whisper-large-v3", UsageUnit.AUDIO_SECOND, "0.003");

    private Meters() {}

    static Meter meter(String model, UsageUnit unit, @Nullable String price) {
        return new Meter(
                model,
                unit,
                Mode.REALTIME,
                price == null ? null : Price.configured(model, unit, Mode.REALTIME, new BigDecimal(price), EUR));
    }

    /** Rules with the free tier that is usual, and no tax. */
    static BillingRules rules(long slice) {
        return new BillingRules(
                EUR,
                slice,
                new FreeTier(FreeTier.Renewal.ONCE, 1_000_000, 60),
                Duration.ofDays(3),
                null,
                List.of(),
                null);
    }
}
