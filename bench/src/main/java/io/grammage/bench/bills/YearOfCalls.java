package io.grammage.bench.bills;

import io.grammage.gateway.identity.Organization;
import io.grammage.gateway.identity.Project;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.UsageUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** The organization whose year is measured: 10 projects with 2 keys each call 20 models, each key each model 28 times an hour. */
final class YearOfCalls {
    static final int PROJECTS = 10;
    static final int KEYS = 2;
    static final int MODELS = 20;
    static final int CALLS_PER_HOUR = 28;
    static final List<UsageUnit> UNITS = List.of(UsageUnit.INPUT, UsageUnit.CACHED_INPUT, UsageUnit.OUTPUT);
    static final Currency EUR = Currency.getInstance("EUR");
    static final YearMonth LAST = YearMonth.of(2026, 10);

    private static final Instant CREATED = Instant.parse("2025-01-01T00:00:00Z");

    private YearOfCalls() {}

    static Organization organization() {
        return new Organization(new OrganizationId(new UUID(1, 0)), "bench", CREATED);
    }

    static List<Project> projects() {
        List<Project> projects = new ArrayList<>();
        for (int i = 0; i < PROJECTS; i++) {
            projects.add(new Project(new ProjectId(project(i)), organization().id(), "project-" + i, CREATED));
        }
        return projects;
    }

    static UUID project(int number) {
        return new UUID(2, number);
    }

    static UUID key(int project, int number) {
        return new UUID(3, (long) project * KEYS + number);
    }

    /** Sorted as text. */
    static String model(int number) {
        return "model-" + (char) ('a' + number);
    }

    static Price price(int model, UsageUnit unit) {
        BigDecimal price = BigDecimal.valueOf(10L + model + 10L * UNITS.indexOf(unit), 2);
        return Price.configured(model(model), unit, Mode.REALTIME, price, EUR);
    }

    static List<Price> prices() {
        List<Price> prices = new ArrayList<>();
        for (int model = 0; model < MODELS; model++) {
            for (UsageUnit unit : UNITS) {
                prices.add(price(model, unit));
            }
        }
        return prices;
    }
}
