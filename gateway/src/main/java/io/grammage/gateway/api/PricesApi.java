package io.grammage.gateway.api;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.billing.BookedPrice;
import io.grammage.gateway.billing.PriceBook;
import io.grammage.gateway.billing.PriceDecisions;
import io.grammage.gateway.billing.PriceSource;
import io.grammage.gateway.catalog.Catalog;
import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.identity.Scope;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.PriceId;
import io.grammage.gateway.kernel.UsageUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The price book: what was, is and will be in force, and prices that win over the configuration's. */
public final class PricesApi {
    private static final String PATH = "/v1/billing/prices";
    private static final List<String> MEMBERS =
            List.of("model", "unit", "mode", "price", "currency", "valid_from", "valid_to");
    /** So many digits, that a number with an exponent of a billion is not written out. */
    private static final int DIGITS_MAX = 40;

    private final PriceDecisions decisions;
    private final Supplier<Catalog> catalog;
    private final Clock clock;

    /** Prices for the models of a catalog, in its currency. */
    public PricesApi(PriceDecisions decisions, Supplier<Catalog> catalog, Clock clock) {
        this.decisions = requireNonNull(decisions, "decisions");
        this.catalog = requireNonNull(catalog, "catalog");
        this.clock = requireNonNull(clock, "clock");
    }

    /** The routes of this surface. */
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get(PATH, Scope.ADMIN, this::list),
                ApiRoute.post(PATH, Scope.ADMIN, this::set),
                ApiRoute.delete(PATH + "/{price_id}", Scope.ADMIN, this::end));
    }

    private record PriceList(String object, List<BookedPriceJson> data) {}

    private ApiAnswer list(ApiRequest request) {
        request.query().allowOnly(List.of("model"));
        String model = request.query().find("model");
        PriceBook book = decisions.book();
        return list(
                book,
                book.entries().stream()
                        .filter(entry -> model == null || entry.price().model().equals(model))
                        .toList());
    }

    private ApiAnswer list(PriceBook book, List<BookedPrice> entries) {
        Instant now = clock.now();
        Currency charged = catalog.get().currency();
        return ApiAnswer.json(new PriceList(
                "list",
                entries.stream()
                        .map(entry -> BookedPriceJson.of(entry, book, now, charged))
                        .toList()));
    }

    private ApiAnswer set(ApiRequest request) {
        request.query().allowOnly(List.of());
        JsonBody body = JsonBody.parse(request.body(), MEMBERS);
        Catalog known = catalog.get();
        Model model = body.required("model", name -> model(known, name), "the name of a model");
        String currency = known.currency().getCurrencyCode();
        body.find("currency", QueryParameters.oneOf(currency), currency + ", as billing.currency says");
        UsageUnit unit = body.required("unit", UsageUnit::fromWire, names(UsageUnit.values(), UsageUnit::wireName));
        Mode mode = body.find("mode", Mode::fromWire, names(Mode.values(), Mode::wireName));
        Price price = body.required(
                "price",
                text -> Price.of(
                        PriceSource.API.wireName(),
                        model.name(),
                        unit,
                        mode == null ? Mode.REALTIME : mode,
                        decimal(text),
                        known.currency()),
                "a number, 0 or more and below 1000000000, with at most " + Price.SCALE_MAX + " decimals");
        BookedPrice booked = decisions.set(
                price,
                body.find("valid_from", ApiMoment::parse, ApiMoment.EXPECTED),
                body.find("valid_to", ApiMoment::parse, ApiMoment.EXPECTED));
        return ApiAnswer.json(201, BookedPriceJson.of(booked, decisions.book(), clock.now(), known.currency()));
    }

    private ApiAnswer end(ApiRequest request) {
        request.query().allowOnly(List.of());
        PriceId id = priceId(request.pathValue("price_id"));
        decisions.end(id);
        PriceBook book = decisions.book();
        return list(book, book.entries(requireNonNull(book.find(id))));
    }

    private static Model model(Catalog catalog, String name) {
        Model model = catalog.find(name);
        if (model == null) {
            throw new IllegalArgumentException(name);
        }
        return model;
    }

    private static PriceId priceId(String text) {
        try {
            return PriceId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new GatewayException(
                    ErrorCode.NOT_FOUND, "There is no price of that id. GET " + PATH + " lists those there are.", e);
        }
    }

    private static BigDecimal decimal(String text) {
        BigDecimal number = new BigDecimal(text);
        if (Math.abs(number.scale()) > DIGITS_MAX || number.precision() > DIGITS_MAX) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }

    private static <T> String names(T[] values, Function<T, String> name) {
        return "one of " + Arrays.stream(values).map(name).collect(Collectors.joining(", "));
    }
}
