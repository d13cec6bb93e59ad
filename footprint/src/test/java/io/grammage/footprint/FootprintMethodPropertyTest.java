package io.grammage.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every method for whatever input. A failure names the seed that made the input. */
class FootprintMethodPropertyTest {
    private static final int CASES = 2_000;
    private static final List<ElectricityMix> MIXES = ElectricityMixes.ecologits09().known().stream()
            .map(ElectricityMixes.ecologits09()::require)
            .toList();

    static Stream<FootprintMethod> methods() {
        return FootprintMethod.all().stream();
    }

    /** Everything that an estimate consists of. */
    private static List<Range> figures(Impacts impacts) {
        return Stream.of(
                        impacts.energy(),
                        impacts.gwp().usage(),
                        impacts.gwp().embodied(),
                        impacts.gwp().total(),
                        impacts.adpe().usage(),
                        impacts.adpe().embodied(),
                        impacts.pe().usage(),
                        impacts.pe().embodied(),
                        impacts.wcf())
                .filter(Objects::nonNull)
                .toList();
    }

    private static void forAll(BiConsumer<Generator, Long> property) {
        for (long seed = 0; seed < CASES; seed++) {
            try {
                property.accept(new Generator(seed), seed);
            } catch (RuntimeException failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void neverShrinksWithMoreTokens(FootprintMethod method) {
        forAll((generate, seed) -> {
            PreparedEstimator estimator = generate.estimator(method);
            long tokens = generate.tokens();
            double seconds = generate.seconds();
            assertNowhereLess(
                    estimator.impacts(tokens + 1 + generate.tokens(), seconds),
                    estimator.impacts(tokens, seconds),
                    seed);
        });
    }

    @ParameterizedTest
    @MethodSource("methods")
    void onlyLowersWithAMeasuredLatency(FootprintMethod method) {
        forAll((generate, seed) -> {
            PreparedEstimator estimator = generate.estimator(method);
            long tokens = generate.tokens();
            double seconds = generate.seconds();
            assertNowhereLess(estimator.impacts(tokens), estimator.impacts(tokens, seconds), seed);
            assertNowhereLess(
                    estimator.impacts(tokens, seconds + generate.seconds()), estimator.impacts(tokens, seconds), seed);
        });
    }

    @ParameterizedTest
    @MethodSource("methods")
    void isNotNegativeAndZeroForNoToken(FootprintMethod method) {
        forAll((generate, seed) -> {
            PreparedEstimator estimator =
                    method.prepare(generate.parameters(), generate.hosting(), new Speed(generate.speed(), null));
            assertThat(figures(estimator.impacts(generate.tokens())))
                    .as("seed %d", seed)
                    .allMatch(range -> range.min() >= 0);
            assertThat(figures(estimator.impacts(0))).as("seed %d", seed).allMatch(Range.ZERO::equals);
        });
    }

    @ParameterizedTest
    @MethodSource("methods")
    void isProportionalToTokensWhereNothingIsMeasured(FootprintMethod method) {
        forAll((generate, seed) -> {
            PreparedEstimator estimator =
                    method.prepare(generate.parameters(), generate.hosting(), new Speed(generate.speed(), null));
            long tokens = generate.tokens();
            List<Range> once = figures(estimator.impacts(tokens));
            List<Range> thrice = figures(estimator.impacts(3 * tokens));
            for (int figure = 0; figure < once.size(); figure++) {
                assertClose(thrice.get(figure).min(), 3 * once.get(figure).min(), seed);
                assertClose(thrice.get(figure).max(), 3 * once.get(figure).max(), seed);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("methods")
    void computesTheSamePreparedAndDirectly(FootprintMethod method) {
        forAll((generate, seed) -> {
            ModelParameters parameters = generate.parameters();
            Hosting hosting = generate.hosting();
            Speed speed = new Speed(generate.speed(), generate.seconds());
            long tokens = generate.tokens();
            double seconds = generate.seconds();
            PreparedEstimator prepared = method.prepare(parameters, hosting, speed);
            assertThat(prepared.impacts(tokens, seconds))
                    .as("seed %d", seed)
                    .isEqualTo(method.estimate(new InferenceInput(parameters, hosting, speed, (double) tokens, seconds))
                            .impacts());
            assertThat(prepared.impacts(tokens))
                    .as("seed %d", seed)
                    .isEqualTo(method.estimate(new InferenceInput(parameters, hosting, speed, (double) tokens, null))
                            .impacts());
        });
    }

    @ParameterizedTest
    @MethodSource("methods")
    void boundsWhateverLiesWithinItsRanges(FootprintMethod method) {
        forAll((generate, seed) -> {
            ModelParameters parameters = generate.parameters();
            Hosting hosting = generate.hosting();
            Speed speed = new Speed(generate.speed(), generate.seconds());
            long tokens = generate.tokens();
            double total = generate.within(parameters.total());
            ModelParameters inner =
                    ModelParameters.mixture(Math.min(total, generate.within(parameters.active())), total);
            Hosting innerHosting = hosting.withPue(Range.of(generate.within(hosting.pue())))
                    .withWue(Range.of(generate.within(hosting.wue())));
            List<Range> outer =
                    figures(method.prepare(parameters, hosting, speed).impacts(tokens));
            List<Range> within =
                    figures(method.prepare(inner, innerHosting, speed).impacts(tokens));
            for (int figure = 0; figure < outer.size(); figure++) {
                assertThat(within.get(figure).min())
                        .as("seed %d", seed)
                        .isGreaterThanOrEqualTo(outer.get(figure).min() * (1 - 1e-12));
                assertThat(within.get(figure).max())
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(outer.get(figure).max() * (1 + 1e-12));
            }
        });
    }

    @Test
    void growsWithPueAndWueAndParameters() {
        forAll((generate, seed) -> {
            ModelParameters parameters = ModelParameters.dense(1 + generate.within(Range.of(0, 500)));
            ModelParameters larger = ModelParameters.dense(parameters.total().times(2));
            Hosting hosting = generate.hosting();
            Hosting thirstier = hosting.withPue(hosting.pue().times(1.5))
                    .withWue(hosting.wue().times(1.5));
            long tokens = generate.tokens();
            EcoLogits09 method = EcoLogits09.STANDARD;
            Impacts base = method.prepare(parameters, hosting, Speed.UNKNOWN).impacts(tokens);
            assertNowhereLess(method.prepare(larger, hosting, Speed.UNKNOWN).impacts(tokens), base, seed);
            assertNowhereLess(
                    method.prepare(parameters, thirstier, Speed.UNKNOWN).impacts(tokens), base, seed);
        });
    }

    @Test
    void differsFromPublishedWaterByThePueAndInNothingElse() {
        forAll((generate, seed) -> {
            ModelParameters parameters = generate.parameters();
            Hosting hosting = generate.hosting();
            long tokens = generate.tokens();
            EcoLogits09 method = EcoLogits09.STANDARD;
            Impacts ours = method.prepare(parameters, hosting, Speed.UNKNOWN).impacts(tokens);
            Impacts published = method.withPublishedWater()
                    .prepare(parameters, hosting, Speed.UNKNOWN)
                    .impacts(tokens);
            Range water = Objects.requireNonNull(ours.wcf());
            Range publishedWater = Objects.requireNonNull(published.wcf());
            assertClose(publishedWater.min(), water.min() * hosting.pue().min(), seed);
            assertClose(publishedWater.max(), water.max() * hosting.pue().max(), seed);
            assertThat(Impacts.of(published.energy(), published.gwp(), published.adpe(), published.pe(), water))
                    .as("seed %d", seed)
                    .isEqualTo(ours);
        });
    }

    private static void assertNowhereLess(Impacts more, Impacts less, long seed) {
        assertOrdered(less, more, Range::min, seed);
        assertOrdered(less, more, Range::max, seed);
    }

    private static void assertOrdered(Impacts less, Impacts more, ToDoubleFunction<Range> end, long seed) {
        List<Range> lower = figures(less);
        List<Range> upper = figures(more);
        assertThat(upper).as("seed %d", seed).hasSameSizeAs(lower);
        for (int figure = 0; figure < lower.size(); figure++) {
            assertThat(end.applyAsDouble(upper.get(figure)))
                    .as("seed %d, figure %d", seed, figure)
                    .isGreaterThanOrEqualTo(end.applyAsDouble(lower.get(figure)));
        }
    }

    private static void assertClose(double actual, double expected, long seed) {
        assertThat(actual).as("seed %d", seed).isCloseTo(expected, within(1e-12 * Math.abs(expected)));
    }

    /** Makes inputs from a seed. */
    private static final class Generator {
        private final SplittableRandom random;

        Generator(long seed) {
            random = new SplittableRandom(seed);
        }

        long tokens() {
            return random.nextLong(random.nextBoolean() ? 10 : 100_000);
        }

        double seconds() {
            return random.nextInt(8) == 0 ? 0 : random.nextDouble(60);
        }

        double speed() {
            return random.nextDouble(0.5, 300);
        }

        double within(Range range) {
            return range.isSingle() ? range.min() : random.nextDouble(range.min(), range.max());
        }

        ModelParameters parameters() {
            Range total = range(0.1, 2000);
            if (random.nextBoolean()) {
                return ModelParameters.dense(total);
            }
            double share = random.nextDouble(0.01, 1);
            return new ModelParameters(total.times(share), total);
        }

        Hosting hosting() {
            return new Hosting(MIXES.get(random.nextInt(MIXES.size())), range(1, 2), range(0, 3));
        }

        PreparedEstimator estimator(FootprintMethod method) {
            Speed speed = random.nextBoolean() ? Speed.UNKNOWN : new Speed(speed(), seconds());
            return method.prepare(parameters(), hosting(), speed);
        }

        private Range range(double least, double most) {
            double one = random.nextDouble(least, most);
            double other = random.nextInt(3) == 0 ? one : random.nextDouble(least, most);
            return Range.of(Math.min(one, other), Math.max(one, other));
        }
    }
}
