package io.grammage.gateway.billing;

import io.grammage.footprint.Zone;
import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.CallId;
import io.grammage.gateway.kernel.Charge;
import io.grammage.gateway.kernel.ChargeLine;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.ledger.CallStart;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.Ending;
import io.grammage.gateway.ledger.Footprint;
import io.grammage.gateway.ledger.Outcome;
import io.grammage.gateway.ledger.Served;
import io.grammage.gateway.ledger.Usage;
import io.grammage.gateway.ledger.UsageRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Records of calls of an organization, numbered. */
final class BilledCalls {
    private final OrganizationId organization;
    private int number;

    BilledCalls(OrganizationId organization) {
        this.organization = organization;
    }

    /** A call that read and wrote so many tokens, at the prices of the meters. */
    UsageRecord call(Instant startedAt, ProjectId project, Meter input, long prompt, Meter output, long completion) {
        number++;
        CallStart start = new CallStart(
                new CallId(new UUID(0x01A1_FD8C_6900_7000L, 0x8000_0000_0000_0000L + number)),
                "node-1",
                startedAt,
                organization,
                project,
                new ApiKeyId(new UUID(7, 7)),
                null,
                Endpoint.CHAT_COMPLETIONS,
                Mode.REALTIME,
                false,
                input.model(),
                input.model(),
                10,
                Map.of());
        List<ChargeLine> lines = new ArrayList<>();
        add(lines, input, prompt);
        add(lines, output, completion);
        Usage usage = new Usage(
                Consumption.reported(TokenCounts.of(prompt, completion)),
                new Charge(currency(input), lines),
                new Footprint.NotEstimated(Footprint.Reason.NO_PARAMETERS));
        return new UsageRecord(
                start,
                new Served("p", "u", Zone.WORLD, null, null),
                new Ending(200, Outcome.COMPLETED, "stop", 1_000, null),
                usage,
                List.of());
    }

    private static Currency currency(Meter meter) {
        Price price = meter.price();
        return price == null ? Meters.EUR : price.currency();
    }

    private static void add(List<ChargeLine> lines, Meter meter, long quantity) {
        if (quantity > 0) {
            Price price = meter.price();
            lines.add(
                    price == null
                            ? new ChargeLine(meter.unit(), quantity, null, BigDecimal.ZERO)
                            : new ChargeLine(meter.unit(), quantity, price.id(), price.amount(quantity)));
        }
    }
}
