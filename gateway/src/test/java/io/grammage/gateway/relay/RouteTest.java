package io.grammage.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.ModelCard;
import io.grammage.gateway.catalog.ModelType;
import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.catalog.Retries;
import io.grammage.gateway.testing.SampleModels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RouteTest {
    private static final long MILLI = 1_000_000;
    private static final Retries TWICE = new Retries(2, Duration.ofMillis(100), Duration.ofSeconds(2));
    private static final Retries NEVER = new Retries(0, Duration.ofMillis(100), Duration.ofSeconds(2));

    @Test
    void triesEachProviderThenThoseThatMayHaveRecoveredThenFallbacks() {
        Route.Leg first = leg("m", TWICE, "a", "b", "c");
        Route route = route(first, leg("f", NEVER, "d"));
        assertThat(next(route)).isEqualTo("m/a");
        route.failedForNow(first.providers().get(0), 0);
        assertThat(next(route)).isEqualTo("m/b");
        assertThat(next(route)).isEqualTo("m/c");
        route.failedForNow(first.providers().get(2), 0);
        assertPause(route, 50, 100);
        assertThat(next(route)).isEqualTo("m/a");
        assertThat(next(route)).isEqualTo("m/c");
        route.failedForNow(first.providers().get(2), 0);
        assertPause(route, 100, 200);
        assertThat(next(route)).isEqualTo("m/c");
        route.failedForNow(first.providers().get(2), 0);
        assertThat(next(route)).as("two rounds are enough").isEqualTo("f/d");
        assertThat(next(route)).isEqualTo("end");
    }

    @Test
    void waitsAsLongAsAProviderAsksButNotLonger() {
        Route.Leg first = leg("m", TWICE, "a", "b");
        Route route = route(first);
        next(route);
        route.failedForNow(first.providers().get(0), 1_500 * MILLI);
        next(route);
        route.failedForNow(first.providers().get(1), 3_000 * MILLI);
        assertPause(route, 1_500, 1_500);
        assertThat(next(route)).isEqualTo("m/a");
        assertThat(next(route)).as("b asked for more than backoff_max").isEqualTo("end");
    }

    @Test
    void doesNotWaitWhenNobodyMayHaveRecovered() {
        Route route = route(leg("m", TWICE, "a"));
        assertThat(next(route)).isEqualTo("m/a");
        assertThat(next(route)).isEqualTo("end");
    }

    @Test
    void leavesAModelForItsFallback() {
        Route route = route(leg("m", TWICE, "a", "b"), leg("f", NEVER, "c"), leg("g", NEVER, "d"));
        assertThat(next(route)).isEqualTo("m/a");
        assertThat(route.leaveModel()).isTrue();
        assertThat(next(route)).isEqualTo("f/c");
        assertThat(next(route)).isEqualTo("g/d");
        assertThat(route.leaveModel()).isFalse();
    }

    @Test
    void endsAfterTheBoundOnTries() {
        Route.Leg first = leg("m", new Retries(10, Duration.ofMillis(1), Duration.ofMillis(1)), "a", "b", "c", "d");
        Route route = route(first, leg("f", NEVER, "z"));
        int tries = 0;
        String step = next(route);
        while (!step.equals("end")) {
            if (!step.equals("pause")) {
                route.failedForNow(first.providers().get(tries % 4), 0);
                tries++;
            }
            step = next(route);
        }
        assertThat(tries).isEqualTo(Route.TRIES_MAX);
        assertThat(route.leaveModel()).isFalse();
    }

    private static void assertPause(Route route, long fromMillis, long toMillis) {
        assertThat(route.next(0))
                .isInstanceOfSatisfying(
                        Route.Step.Pause.class,
                        pause -> assertThat(pause.nanos()).isBetween(fromMillis * MILLI, toMillis * MILLI));
    }

    private static String next(Route route) {
        return switch (route.next(0)) {
            case Route.Step.Try(Model model, Provider provider) -> model.name() + "/" + provider.id();
            case Route.Step.Pause pause -> "pause";
            case Route.Step.End end -> "end";
        };
    }

    private static Route route(Route.Leg first, Route.Leg... fallbacks) {
        return new Route(first, List.of(fallbacks).iterator(), new SplittableRandom(5));
    }

    private static Route.Leg leg(String name, Retries retries, String... providers) {
        Model base = SampleModels.model(name, ModelType.TEXT_GENERATION, ModelCard.EMPTY, List.of());
        Model model = new Model(
                name,
                base.type(),
                base.aliases(),
                base.createdAt(),
                base.card(),
                base.lifecycle(),
                base.prices(),
                base.loadBalancing(),
                retries,
                List.of(),
                base.providers());
        return new Route.Leg(
                model,
                new ArrayList<>(Arrays.stream(providers)
                        .map(id -> SampleModels.provider(id, null))
                        .toList()));
    }
}
