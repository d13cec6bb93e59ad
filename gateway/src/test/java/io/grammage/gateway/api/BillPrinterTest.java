package io.grammage.gateway.api;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.gateway.billing.Bill;
import io.grammage.gateway.billing.BillLine;
import io.grammage.gateway.billing.BillingRules;
import io.grammage.gateway.billing.FreeAllowance;
import io.grammage.gateway.billing.FreeTier;
import io.grammage.gateway.identity.Organization;
import io.grammage.gateway.testing.SampleIdentities;
import io.grammage.gateway.testing.SampleModels;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BillPrinterTest {
    @Test
    void tellsWhatToDoWithABillTooLongForPaper() {
        BillLine line = new BillLine.Amount(SampleIdentities.PROJECT, BillLine.Kind.CAPACITY, "2 x L4", BigDecimal.ONE);
        Bill bill = new Bill(
                new Organization(SampleIdentities.ORGANIZATION, "Acme", SampleUsage.NOW),
                YearMonth.of(2026, 10),
                SampleModels.EUR,
                null,
                new BillingRules(SampleModels.EUR, 1, FreeTier.NONE, Duration.ZERO, null, List.of(), null),
                FreeAllowance.NOTHING,
                Map.of(),
                Collections.nCopies(601, line),
                SampleUsage.NOW);

        assertThatThrownBy(() -> new BillPrinter().pdf(bill, null))
                .hasMessage(
                        "The bill has 601 lines, and a PDF at most 600. GET /v1/billing/export?month=2026-10 gives all of them"
                                + " as CSV, GET /v1/billing/bills/" + bill.id() + "?format=html as a page to print.");
    }
}
