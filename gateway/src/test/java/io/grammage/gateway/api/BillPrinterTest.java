package io.grammage.gateway.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.gateway.billing.Bill;
import io.grammage.gateway.billing.BillLine;
import io.grammage.gateway.billing.BillingRules;
import io.grammage.gateway.billing.FreeAllowance;
import io.grammage.gateway.billing.FreeTier;
import io.grammage.gateway.identity.Organization;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.testing.SampleIdentities;
import io.grammage.gateway.testing.SampleModels;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BillPrinterTest {
    private static Bill bill(int lines) {
        BillLine line = new BillLine.Amount(SampleIdentities.PROJECT, BillLine.Kind.CAPACITY, "2 x L4", BigDecimal.ONE);
        return new Bill(
                new Organization(SampleIdentities.ORGANIZATION, "Acme", SampleUsage.NOW),
                YearMonth.of(2026, 10),
                SampleModels.EUR,
                null,
                new BillingRules(SampleModels.EUR, 1, FreeTier.NONE, Duration.ZERO, null, List.of(), null),
                FreeAllowance.NOTHING,
                Map.of(),
                Collections.nCopies(lines, line),
                SampleUsage.NOW);
    }

    /** Each that waits holds a request of the API, of which there is room for so many only. */
    @Test
    void refusesAtOnceWhereManyWaitAlready() throws InterruptedException {
        BillPrinter printer = new BillPrinter();
        Bill bill = bill(300);
        AtomicInteger printed = new AtomicInteger();
        BlockingQueue<GatewayException> refused = new LinkedBlockingQueue<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 32; i++) {
                callers.execute(() -> {
                    try {
                        printer.pdf(bill, null);
                        printed.incrementAndGet();
                    } catch (GatewayException e) {
                        refused.add(e);
                    }
                });
            }
            // Sooner than anybody's patience ends.
            GatewayException first = refused.poll(8, TimeUnit.SECONDS);
            assertThat(first).isNotNull();
            assertThat(requireNonNull(first).code()).isEqualTo(ErrorCode.OVERLOADED);
        }
        assertThat(printed.get()).isPositive();
        assertThat(printed.get() + refused.size() + 1).isEqualTo(32);
    }

    @Test
    void tellsWhatToDoWithABillTooLongForPaper() {
        Bill bill = bill(601);

        assertThatThrownBy(() -> new BillPrinter().pdf(bill, null))
                .hasMessage(
                        "The bill has 601 lines, and a PDF at most 600. GET /v1/billing/export?month=2026-10 gives all of them"
                                + " as CSV, GET /v1/billing/bills/" + bill.id() + "?format=html as a page to print.");
    }
}
