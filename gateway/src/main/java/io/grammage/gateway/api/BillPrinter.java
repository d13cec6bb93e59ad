package io.grammage.gateway.api;

import io.grammage.gateway.billing.Bill;
import io.grammage.gateway.billing.print.BillPage;
import io.grammage.gateway.billing.print.BillPdf;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.kernel.ProjectId;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Bills as answers for people: a page, or the PDF that is made of it, one at a time because of the memory it takes. Thread-safe. */
public final class BillPrinter {
    private static final int PATIENCE_SECONDS = 10;
    /** Each that waits keeps a request of the API from being served. */
    private static final int WAITING_MAX = 4;

    private final Semaphore printing = new Semaphore(1, true);

    /**
     * A page.
     *
     * @param project whose part is shown; null for all of them
     */
    ApiAnswer page(Bill bill, @Nullable ProjectId project) {
        return ApiAnswer.page(BillPage.style(), new ApiBody.Streamed(new BillPage(bill, project)::writeTo));
    }

    /**
     * A PDF.
     *
     * @param project whose part is shown; null for all of them
     * @throws GatewayException {@link ErrorCode#INVALID_REQUEST} when the bill has too many lines for it, {@link ErrorCode#OVERLOADED}
     *     when too many others are printed first, or for too long
     */
    ApiAnswer pdf(Bill bill, @Nullable ProjectId project) {
        BillPage page = new BillPage(bill, project);
        if (page.lineCount() > BillPdf.LINES_MAX) {
            throw new GatewayException(
                    ErrorCode.INVALID_REQUEST,
                    "The bill has " + page.lineCount() + " lines, and a PDF at most " + BillPdf.LINES_MAX
                            + ". GET /v1/billing/export?month=" + bill.month() + " gives all of them as CSV,"
                            + " GET /v1/billing/bills/" + bill.id() + "?format=html as a page to print.");
        }
        return ApiAnswer.file(
                "application/pdf", "bill-" + bill.month() + ".pdf", new ApiBody.Whole(Buffer.buffer(printed(page))));
    }

    private byte[] printed(BillPage page) {
        try {
            if (printing.getQueueLength() >= WAITING_MAX || !printing.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new GatewayException(
                                ErrorCode.OVERLOADED, "Other bills are being printed. Try again in a few seconds.")
                        .retryAfter(PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayException(ErrorCode.SHUTTING_DOWN, "The gateway is shutting down.", e);
        }
        try {
            return BillPdf.of(page);
        } finally {
            printing.release();
        }
    }
}
