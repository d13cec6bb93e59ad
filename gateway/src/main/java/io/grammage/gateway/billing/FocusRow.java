package io.grammage.gateway.billing;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A row of a FOCUS export under construction: columns that are not set are null, which CSV writes as nothing. Not thread-safe. */
final class FocusRow {
    /** The columns of FOCUS 1.2 that there is something for, in alphabetical order, then ours. */
    enum Column {
        BILLED_COST("BilledCost"),
        BILLING_ACCOUNT_ID("BillingAccountId"),
        BILLING_ACCOUNT_NAME("BillingAccountName"),
        BILLING_CURRENCY("BillingCurrency"),
        BILLING_PERIOD_END("BillingPeriodEnd"),
        BILLING_PERIOD_START("BillingPeriodStart"),
        CHARGE_CATEGORY("ChargeCategory"),
        CHARGE_CLASS("ChargeClass"),
        CHARGE_DESCRIPTION("ChargeDescription"),
        CHARGE_FREQUENCY("ChargeFrequency"),
        CHARGE_PERIOD_END("ChargePeriodEnd"),
        CHARGE_PERIOD_START("ChargePeriodStart"),
        CONSUMED_QUANTITY("ConsumedQuantity"),
        CONSUMED_UNIT("ConsumedUnit"),
        CONTRACTED_COST("ContractedCost"),
        CONTRACTED_UNIT_PRICE("ContractedUnitPrice"),
        EFFECTIVE_COST("EffectiveCost"),
        INVOICE_ID("InvoiceId"),
        INVOICE_ISSUER_NAME("InvoiceIssuerName"),
        LIST_COST("ListCost"),
        LIST_UNIT_PRICE("ListUnitPrice"),
        PRICING_CATEGORY("PricingCategory"),
        PRICING_QUANTITY("PricingQuantity"),
        PRICING_UNIT("PricingUnit"),
        PROVIDER_NAME("ProviderName"),
        PUBLISHER_NAME("PublisherName"),
        SERVICE_CATEGORY("ServiceCategory"),
        SERVICE_NAME("ServiceName"),
        SERVICE_SUBCATEGORY("ServiceSubcategory"),
        SKU_ID("SkuId"),
        SKU_METER("SkuMeter"),
        SKU_PRICE_ID("SkuPriceId"),
        SUB_ACCOUNT_ID("SubAccountId"),
        SUB_ACCOUNT_NAME("SubAccountName"),
        SUB_ACCOUNT_TYPE("SubAccountType"),
        ENERGY_MIN("x_EnergyKWhMin"),
        ENERGY_MAX("x_EnergyKWhMax"),
        GWP_MIN("x_GwpKgCO2eMin"),
        GWP_MAX("x_GwpKgCO2eMax"),
        ADPE_MIN("x_AdpeKgSbeMin"),
        ADPE_MAX("x_AdpeKgSbeMax"),
        PE_MIN("x_PeMJMin"),
        PE_MAX("x_PeMJMax"),
        WATER_MIN("x_WaterLMin"),
        WATER_MAX("x_WaterLMax"),
        FOOTPRINT_METHOD("x_FootprintMethod"),
        ELECTRICITY_MIX_ZONE("x_ElectricityMixZone"),
        FOOTPRINT_SHARE("x_FootprintEstimatedShare");

        private final String title;

        Column(String title) {
            this.title = title;
        }
    }

    private static final List<Column> COLUMNS = List.of(Column.values());

    private final Map<Column, String> values = new EnumMap<>(Column.class);

    /** The names of all columns. */
    static List<String> head() {
        return Arrays.stream(Column.values()).map(column -> column.title).toList();
    }

    FocusRow set(Column column, String value) {
        values.put(column, value);
        return this;
    }

    /** The values of all columns. */
    List<String> fields() {
        return COLUMNS.stream().map(column -> values.getOrDefault(column, "")).toList();
    }
}
