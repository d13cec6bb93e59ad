package io.grammage.gateway.api;

import static io.grammage.gateway.api.SampleUsage.NOW;

import io.grammage.gateway.billing.BillStore;
import io.grammage.gateway.billing.Billing;
import io.grammage.gateway.billing.BillingRules;
import io.grammage.gateway.billing.FreeTier;
import io.grammage.gateway.billing.Issuer;
import io.grammage.gateway.billing.PriceDecisions;
import io.grammage.gateway.billing.PriceStore;
import io.grammage.gateway.billing.Tax;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.ledger.UsageStore;
import io.grammage.gateway.monitoring.ModelHealth;
import io.grammage.gateway.relay.ProviderStates;
import io.grammage.gateway.store.sqlite.SqliteBillStore;
import io.grammage.gateway.store.sqlite.SqliteDatabase;
import io.grammage.gateway.store.sqlite.SqlitePriceStore;
import io.grammage.gateway.store.sqlite.SqliteUsageStore;
import io.grammage.gateway.testing.ManualClock;
import io.grammage.gateway.testing.SampleIdentities;
import io.grammage.gateway.testing.SampleModels;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All surfaces over one small ledger, as the composition root joins them. */
final class ApiSample implements AutoCloseable {
    /** Without a free tier, so that lines have amounts. */
    private static final BillingRules BILLING_RULES = new BillingRules(
            SampleModels.EUR,
            1_000,
            FreeTier.NONE,
            Duration.ofDays(3),
            new Tax("VAT", new BigDecimal("20")),
            List.of(),
            new Issuer("Example & Co", List.of("1 Example Street", "VAT XX123")));

    private final SqliteDatabase database;
    private final SqliteUsageStore store;
    private final List<ApiRoute> routes;
    private final ApiServer server;

    ApiSample(Path directory) {
        database = SqliteDatabase.open(directory);
        store = new SqliteUsageStore(database);
        store.insert(List.of(
                SampleUsage.chat(1, NOW.minus(Duration.ofMinutes(90)), new TokenCounts(812, 200, 0, 0, 431, 120)),
                SampleUsage.embedding(2, NOW.minus(Duration.ofHours(2)), 96)));
        ManualClock clock = new ManualClock(NOW);
        SqlitePriceStore prices = new SqlitePriceStore(database);
        prices.adopt(SampleUsage.CATALOG.prices(), NOW.minus(Duration.ofDays(30)));
        routes = routes(store, prices, new SqliteBillStore(database), clock);
        server = new ApiServer(clock, routes);
    }

    UsageStore store() {
        return store;
    }

    ApiServer server() {
        return server;
    }

    List<ApiRoute> routes() {
        return routes;
    }

    private static List<ApiRoute> routes(UsageStore store, PriceStore prices, BillStore bills, ManualClock clock) {
        List<ApiRoute> routes = new ArrayList<>();
        routes.addAll(new HealthApi(
                        () -> new Readiness(null, 3, 2_112, Duration.ofMillis(85), true, 2, 4_096, 1),
                        () -> SampleUsage.CATALOG,
                        new ModelHealth(new ProviderStates(), clock),
                        clock)
                .routes());
        routes.addAll(new ModelsApi(() -> SampleUsage.CATALOG, clock).routes());
        routes.addAll(new UsageApi(store, () -> SampleUsage.CATALOG, SampleIdentities::identities, clock).routes());
        Billing billing = new Billing(store, prices, bills, List.of(), () -> BILLING_RULES, clock);
        BillPrinter printer = new BillPrinter();
        routes.addAll(new BillsApi(billing, printer, SampleIdentities::identities, clock).routes());
        PriceDecisions decisions = new PriceDecisions(prices, clock, inForce -> {});
        routes.addAll(new PricesApi(decisions, () -> SampleUsage.CATALOG, clock).routes());
        routes.addAll(new ConsumptionApi(store, SampleIdentities::identities, clock).routes());
        routes.addAll(new ScalewayBillingApi(billing, printer, SampleIdentities::identities, clock).routes());
        routes.addAll(DeploymentFootprintApi.routes());
        routes.addAll(ReferenceApi.load().routes());
        return routes;
    }

    @Override
    public void close() {
        server.close();
        database.close();
    }
}
