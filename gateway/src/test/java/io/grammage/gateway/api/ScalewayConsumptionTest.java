package io.grammage.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.billing.Bill;
import io.grammage.gateway.billing.BillLine;
import io.grammage.gateway.billing.BillingRules;
import io.grammage.gateway.billing.FreeAllowance;
import io.grammage.gateway.billing.FreeTier;
import io.grammage.gateway.billing.Meter;
import io.grammage.gateway.identity.Organization;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.testing.SampleIdentities;
import io.grammage.gateway.testing.SampleModels;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalewayConsumptionTest {
    private static final Bill BILL = new Bill(
            new Organization(SampleIdentities.ORGANIZATION, "Acme", SampleUsage.NOW),
            YearMonth.of(2026, 11),
            SampleModels.EUR,
            null,
            new BillingRules(
                    SampleModels.EUR,
                    1,
                    new FreeTier(FreeTier.Renewal.ONCE, 1_000_000, 60),
                    Duration.ZERO,
                    null,
                    List.of(),
                    null),
            FreeAllowance.NOTHING,
            Map.of(),
            List.of(),
            SampleUsage.NOW);

    @ParameterizedTest
    @CsvSource({
        "FREE_TIER, /offer/deducted/generative_apis/free_tier",
        "DISCOUNT, /offer/deducted/generative_apis/discount",
        "MARGIN, /ai/generative_apis/margin",
        "CAPACITY, /ai/generative_apis/capacity"
    })
    void onlyWhatIsDeductedIsAnOffer(BillLine.Kind kind, String sku) {
        ScalewayConsumption line = ScalewayConsumption.of(
                BILL, new BillLine.Amount(SampleIdentities.PROJECT, kind, "Offer", new BigDecimal("-0.50")));

        assertThat(line.sku()).isEqualTo(sku);
        assertThat(line.unit()).isEqualTo("currency");
        assertThat(line.billedQuantity()).isEqualTo("-0.50");
    }

    @Test
    void whatTheFreeTierCoversIsAPlan() {
        Meter meter = new Meter("m", UsageUnit.INPUT, Mode.REALTIME, null);

        ScalewayConsumption line = ScalewayConsumption.of(
                BILL, new BillLine.Usage(SampleIdentities.PROJECT, meter, 7, 7, 7, 1, new BigDecimal("0.00")));

        assertThat(line.sku()).isEqualTo("/ai/generative_apis/consumption/offer");
        assertThat(line.unit()).isEqualTo("plan");
        assertThat(line.productName()).isEqualTo("Generative APIs Free Tier");
    }
}
