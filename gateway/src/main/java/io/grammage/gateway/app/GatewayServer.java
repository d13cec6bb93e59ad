package io.grammage.gateway.app;

import io.grammage.gateway.api.ApiDispatcher;
import io.grammage.gateway.api.ApiRoute;
import io.grammage.gateway.api.ApiRoutes;
import io.grammage.gateway.api.BillPrinter;
import io.grammage.gateway.api.BillsApi;
import io.grammage.gateway.api.ConsumptionApi;
import io.grammage.gateway.api.DeploymentFootprintApi;
import io.grammage.gateway.api.HealthApi;
import io.grammage.gateway.api.ModelsApi;
import io.grammage.gateway.api.PricesApi;
import io.grammage.gateway.api.Readiness;
import io.grammage.gateway.api.ReferenceApi;
import io.grammage.gateway.api.ScalewayBillingApi;
import io.grammage.gateway.api.UsageApi;
import io.grammage.gateway.billing.Billing;
import io.grammage.gateway.billing.ListPricing;
import io.grammage.gateway.billing.PriceDecisions;
import io.grammage.gateway.config.Environment;
import io.grammage.gateway.identity.Authenticator;
import io.grammage.gateway.identity.IssuedKey;
import io.grammage.gateway.impact.CallWeighing;
import io.grammage.gateway.kernel.CallIds;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.ledger.DrainStatus;
import io.grammage.gateway.ledger.JournalStatus;
import io.grammage.gateway.ledger.UsageDerivation;
import io.grammage.gateway.monitoring.ModelHealth;
import io.grammage.gateway.provider.HealthProbe;
import io.grammage.gateway.provider.ProviderDialect;
import io.grammage.gateway.relay.ProviderStates;
import io.grammage.gateway.relay.RelayServices;
import io.grammage.gateway.relay.RelaySettings;
import io.grammage.gateway.relay.RequestMemory;
import io.grammage.gateway.relay.TokenEstimator;
import io.grammage.gateway.telemetry.AccessLog;
import io.grammage.gateway.telemetry.LogFormat;
import io.grammage.gateway.telemetry.Logging;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway, put together and running: the one place where everything is constructed. Starts in the order in which
 * things depend on each other, and stops in the opposite order, so that every record reaches the store.
 */
final class GatewayServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);

    private final Vertx vertx;
    private final ServeOptions options;
    private final LiveConfiguration configuration;
    private final Settings settings;
    private final Stores stores;
    private final Optional<IssuedKey> firstKey;
    private final UsageDerivation derivation;
    private final NodeLedger ledger;
    private final PriceDecisions decisions;
    private final RequestMemory memory;
    private final AccessLog accessLog;
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final ProviderStates states = new ProviderStates();
    private final List<String> deployments = new ArrayList<>();
    private int port;

    private GatewayServer(ServeOptions options, Environment environment, Clock clock) {
        this.options = options;
        EventLoops loops = new EventLoops();
        ConfigurationLoader loader = new ConfigurationLoader(environment, new EmbeddedSimulator(loops));
        configuration = new LiveConfiguration(loader, options.config(), clock);
        settings = configuration.get().settings();
        vertx = loops.of(settings.server().transport());
        Logging.configure(
                settings.log().json() ? LogFormat.JSON : LogFormat.TEXT,
                settings.log().level());
        configuration.get().warnings().forEach(warning -> LOG.warn("{}", warning));
        Path data = options.dataOr(settings.data());
        stores = Stores.open(data);
        firstKey = Bootstrap.ifEmpty(
                stores.identities(), environment.get(Bootstrap.KEY_VARIABLE), new SecureRandom(), clock.now());
        Currency currency = configuration.catalog().currency();
        derivation = new UsageDerivation(new ListPricing(currency), new CallWeighing(), currency);
        memory = new RequestMemory(settings.server().requests().memoryBytes());
        accessLog = AccessLog.to(new FileOutputStream(FileDescriptor.out), clock);
        ledger = NodeLedger.open(data, settings, stores.usage(), derivation, configuration.catalog());
        // Not before the data directory is this process's: a second one that cannot start must not change the prices.
        stores.prices().adopt(configuration.get().catalog().prices(), clock.now());
        configuration.beforeSwap(next -> stores.prices().adopt(next.catalog().prices(), clock.now()));
        decisions = new PriceDecisions(stores.prices(), clock, configuration::decide);
        decisions.refresh();
    }

    /**
     * Starts the gateway and returns once it serves.
     *
     * @throws RuntimeException one that {@link FailureReport} can tell, when it cannot
     */
    static GatewayServer start(ServeOptions options, Environment environment) {
        Clock clock = Clock.system();
        GatewayServer server = new GatewayServer(options, environment, clock);
        server.listen(clock);
        return server;
    }

    private void listen(Clock clock) {
        IdentitySnapshot identities = new IdentitySnapshot(stores.identities());
        Authenticator authenticator = new Authenticator(identities, clock);
        RelayServices services = services(authenticator, clock);
        SecureRandom seeds = new SecureRandom();
        Billing billing = new Billing(
                stores.usage(),
                stores.prices(),
                stores.bills(),
                List.of(),
                () -> configuration.get().billing(),
                clock);
        ApiDispatcher api = api(authenticator, identities, billing, clock, new SplittableRandom(seeds.nextLong()));
        String host = options.hostOr(settings.server().host());
        int wanted = options.portOr(settings.server().port());
        // Asked for port 0, each verticle would get another one; they have to share theirs.
        port = wanted == 0 ? freePort(host) : wanted;
        Settings.Tls tls = settings.server().tls();
        ListenOptions listening = new ListenOptions(
                host,
                port,
                settings.server().requests().idleTimeout(),
                settings.server().drainTimeout(),
                tls == null ? null : tls.identity());
        List<GatewayVerticle> verticles = new ArrayList<>();
        for (int i = 0; i < settings.server().eventLoops(); i++) {
            GatewayVerticle verticle =
                    new GatewayVerticle(services, api, accessLog, new SplittableRandom(seeds.nextLong()), listening);
            verticles.add(verticle);
            try {
                deployments.add(vertx.deployVerticle(verticle)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join());
            } catch (CompletionException e) {
                close();
                throw new StartException("Cannot listen on " + host + ":" + port + ": " + e.getCause(), e);
            }
        }
        background.execute(identities::watch);
        background.execute(new Repeated(
                Duration.ofMinutes(10),
                "Bills that are due could not be made final",
                new BillClosing(() -> billing.issueDue(identities.get()), ledger.journal()::status)));
        background.execute(
                new Repeated(Duration.ofSeconds(1), "Prices could not be put into force", decisions::refresh));
        if (tls != null) {
            configuration.onSwap(new CertificateRenewal(
                    verticles.stream().map(GatewayVerticle::server).toList(), tls));
        }
        HealthWatch health = new HealthWatch(configuration::catalog, states, new HealthProbe(vertx), clock, background);
        background.execute(health::watch);
        configuration.follow();
    }

    private static int freePort(String host) {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new StartException("Cannot listen on " + host + ": " + e.getMessage(), e);
        }
    }

    private RelayServices services(Authenticator authenticator, Clock clock) {
        return new RelayServices(
                new RelaySettings(
                        settings.node(),
                        settings.server().requests().bodyBytes(),
                        settings.server().requests().timeout(),
                        settings.usageAlwaysInStreams(),
                        settings.drainsAbandoned(),
                        settings.zeroCarbonWhenNotEstimated()),
                clock,
                configuration::catalog,
                authenticator,
                memory,
                states,
                new ProviderDialect(),
                ledger.openCalls(),
                ledger.journal(),
                derivation,
                new TokenEstimator(settings.usageTokenizer()),
                background,
                List.of(accessLog));
    }

    private ApiDispatcher api(
            Authenticator authenticator,
            IdentitySnapshot identities,
            Billing billing,
            Clock clock,
            SplittableRandom random) {
        List<ApiRoute> routes = new ArrayList<>();
        routes.addAll(
                new HealthApi(this::readiness, configuration::catalog, new ModelHealth(states, clock), clock).routes());
        routes.addAll(new ModelsApi(configuration::catalog, clock).routes());
        routes.addAll(new UsageApi(stores.usage(), configuration::catalog, identities, clock).routes());
        BillPrinter printer = new BillPrinter();
        routes.addAll(new BillsApi(billing, printer, identities, clock).routes());
        routes.addAll(new PricesApi(decisions, configuration::catalog, clock).routes());
        routes.addAll(new ConsumptionApi(stores.usage(), identities, clock).routes());
        routes.addAll(new ScalewayBillingApi(billing, printer, identities, clock).routes());
        routes.addAll(DeploymentFootprintApi.routes());
        routes.addAll(ReferenceApi.load().routes());
        CallIds ids = new CallIds(clock, random);
        return new ApiDispatcher(new ApiRoutes(routes), authenticator, background, () -> {
            synchronized (ids) {
                return ids.next();
            }
        });
    }

    private Readiness readiness() {
        JournalStatus journal = ledger.journal().status();
        DrainStatus drain = ledger.drainer().status();
        return new Readiness(
                journal.refusal(),
                journal.undrainedRecords(),
                journal.undrainedBytes(),
                journal.lag(),
                !drain.failing(),
                ledger.openCalls().size(),
                memory.used(),
                configuration.generation());
    }

    /** The key that was made because the store was empty, if one was. */
    Optional<IssuedKey> firstKey() {
        return firstKey;
    }

    /** Where it listens. */
    String url() {
        String host = options.hostOr(settings.server().host());
        String scheme = settings.server().tls() == null ? "http" : "https";
        return scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Stops taking calls, ends those on their way, and brings all records into the store. */
    @Override
    public void close() {
        configuration.close();
        // The calls end before all else: their providers may be simulated on the same Vert.x.
        Future.join(deployments.stream().map(vertx::undeploy).toList())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        background.shutdownNow();
        ledger.close();
        stores.close();
        accessLog.close();
        Logging.flush();
    }
}
