package io.grammage.gateway.api;

import io.grammage.gateway.billing.Bill;
import io.grammage.gateway.billing.BillMonth;
import io.grammage.gateway.billing.Issue;
import io.grammage.gateway.billing.Issuer;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A bill in the shape of Scaleway's {@code /billing/v2beta1/invoices}.
 *
 * @param dueDate null: when a bill is to be paid is between the operator and the organization
 * @param type always {@code periodic}
 * @param state {@code draft} or {@code issued}
 * @param number 0 for a draft
 * @param sellerName empty where no issuer is named
 */
record ScalewayInvoice(
        String id,
        String organizationId,
        String organizationName,
        String startDate,
        String stopDate,
        String billingPeriod,
        @Nullable String issuedDate,
        @Nullable String dueDate,
        ScalewayMoney totalUntaxed,
        ScalewayMoney totalTaxed,
        ScalewayMoney totalTax,
        ScalewayMoney totalDiscount,
        ScalewayMoney totalUndiscount,
        String type,
        String state,
        long number,
        String sellerName) {

    static ScalewayInvoice of(Bill bill) {
        BigDecimal discount = ScalewayConsumption.discount(bill);
        Issue issue = bill.issue();
        Issuer issuer = bill.rules().issuer();
        return new ScalewayInvoice(
                bill.id().toString(),
                bill.organization().id().toString(),
                bill.organization().name(),
                BillMonth.start(bill.month()).toString(),
                BillMonth.start(bill.month().plusMonths(1)).toString(),
                BillMonth.start(bill.month()).toString(),
                issue == null ? null : issue.at().toString(),
                null,
                ScalewayMoney.of(bill, bill.untaxed()),
                ScalewayMoney.of(bill, bill.taxed()),
                ScalewayMoney.of(bill, bill.tax()),
                ScalewayMoney.of(bill, discount),
                ScalewayMoney.of(bill, bill.untaxed().add(discount)),
                "periodic",
                issue == null ? "draft" : "issued",
                issue == null ? 0 : issue.number(),
                issuer == null ? "" : issuer.name());
    }
}
