package io.grammage.footprint.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.footprint.Range;
import io.grammage.footprint.Zone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for whatever input. A failure names the seed that made the input. */
class InfrastructurePropertyTest {
    private static final int CASES = 500;
    private static final List<NodeType> NODE_TYPES = DeploymentMethod.nodeTypes();
    private static final DeploymentMethod METHOD = DeploymentMethod.latest();

    private static void forAll(BiConsumer<Generator, Long> property) {
        for (long seed = 0; seed < CASES; seed++) {
            try {
                property.accept(new Generator(seed), seed);
            } catch (RuntimeException failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
    }

    /** Carbon and water of a line or total; no range where a figure is absent. */
    private static List<Range> figures(@Nullable Carbon carbon, @Nullable Water water) {
        return Stream.of(
                        carbon == null ? Stream.<Range>empty() : Stream.of(carbon.kg()),
                        water == null ? Stream.<Range>empty() : Stream.of(water.litres()))
                .flatMap(figure -> figure)
                .toList();
    }

    private static List<Range> figures(Footprint footprint) {
        return footprint.lines().stream()
                .flatMap(line -> figures(line.carbon(), line.water()).stream())
                .toList();
    }

    private static void assertMultiple(List<Range> actual, List<Range> base, double factor, long seed) {
        assertThat(actual).as("seed %d", seed).hasSameSizeAs(base);
        for (int figure = 0; figure < base.size(); figure++) {
            assertClose(actual.get(figure), base.get(figure).times(factor), seed);
        }
    }

    private static void assertClose(Range actual, Range expected, long seed) {
        assertClose(actual.min(), expected.min(), seed);
        assertClose(actual.max(), expected.max(), seed);
    }

    private static void assertClose(double actual, double expected, long seed) {
        assertThat(Math.abs(actual - expected))
                .as("seed %d: %s, expected %s", seed, actual, expected)
                .isLessThanOrEqualTo(1e-12 * Math.abs(expected));
    }

    @Test
    void isLinearInHours() {
        forAll((generate, seed) -> {
            DeploymentInput input = generate.input();
            double factor = generate.between(0.1, 10);
            Footprint longer =
                    METHOD.footprint(input.withHours(new Hours(input.hours().value() * factor)));
            assertMultiple(figures(longer), figures(METHOD.footprint(input)), factor, seed);
        });
    }

    @Test
    void isLinearInNodesButForTheInfrastructureAndTheModel() {
        forAll((generate, seed) -> {
            DeploymentInput input = generate.input();
            Footprint some = METHOD.footprint(input);
            Footprint thrice = METHOD.footprint(new DeploymentInput(
                    input.nodeType(),
                    3 * input.nodes(),
                    input.zone(),
                    input.hours(),
                    input.importedModel(),
                    input.overrides()));
            for (Component component : Component.values()) {
                boolean perNode = component == Component.NODES || component == Component.CONTROL_PLANE;
                Total one = some.total(line -> line.component() == component);
                Total other = thrice.total(line -> line.component() == component);
                assertMultiple(
                        figures(other.carbon(), other.water()),
                        figures(one.carbon(), one.water()),
                        perNode ? 3 : 1,
                        seed);
            }
        });
    }

    @Test
    void doesNotChangeWhereATimeIsSplit() {
        forAll((generate, seed) -> {
            DeploymentInput input = generate.input();
            double hours = input.hours().value();
            double first = hours * generate.between(0, 1);
            List<Range> whole = figures(METHOD.footprint(input));
            List<Range> before = figures(METHOD.footprint(input.withHours(new Hours(first))));
            List<Range> after = figures(METHOD.footprint(input.withHours(new Hours(hours - first))));
            for (int figure = 0; figure < whole.size(); figure++) {
                assertClose(before.get(figure).plus(after.get(figure)), whole.get(figure), seed);
            }
        });
    }

    @Test
    void sharesOfAPoolSumToThePool() {
        forAll((generate, seed) -> {
            Resource pool = generate.resource();
            DataCentre place = generate.place();
            Hours hours = generate.hours();
            List<Ratio> ratios = generate.partsOf(StoragePool.object(DataSize.ofGigabytes(1e6)));
            Resource volumes =
                    ratios.stream().map(pool::times).reduce(Resource::and).orElseThrow();
            Total whole = Total.of(pool.lines(Component.MODEL_STORAGE, place, hours));
            Total sum = Total.of(volumes.lines(Component.MODEL_STORAGE, place, hours));
            List<Range> wholeFigures = figures(whole.carbon(), whole.water());
            List<Range> sumFigures = figures(sum.carbon(), sum.water());
            assertThat(sumFigures).as("seed %d", seed).hasSameSizeAs(wholeFigures);
            for (int figure = 0; figure < sumFigures.size(); figure++) {
                assertClose(sumFigures.get(figure), wholeFigures.get(figure), seed);
            }
            assertThat(sum.carbonPartial()).isEqualTo(whole.carbonPartial());
        });
    }

    @Test
    void sharesByPowerSumToWhatIsShared() {
        forAll((generate, seed) -> {
            Equipment shared = new Equipment(
                    Carbon.ofKg(generate.between(1, 1e6)),
                    generate.lifespan(),
                    Power.ofWatts(generate.between(0, 1e5)));
            double[] watts = generate.random.doubles(7, 1, 1000).toArray();
            Power served = Power.ofWatts(Arrays.stream(watts).sum());
            double sum = 0;
            double power = 0;
            for (double each : watts) {
                Load part = new SharedEquipment(shared, served).loadFor(Power.ofWatts(each));
                sum += part.carbon().kgPerHour().min();
                power += part.power().watts().min();
            }
            assertClose(sum, shared.load().carbon().kgPerHour().min(), seed);
            assertClose(power, shared.power().watts().min(), seed);
        });
    }

    @Test
    void boundsSharesOfWhateverLiesWithinTheirRanges() {
        forAll((generate, seed) -> {
            Range part = generate.range(0, 100);
            Range whole = generate.range(50, 1000);
            Range share = new Power(part).of(new Power(whole)).value();
            double inner = generate.within(part) / generate.within(whole);
            assertThat(inner).as("seed %d", seed).isBetween(share.min(), share.max());
        });
    }

    /** A range refuses to be upside down, so what could go wrong is that an end is not bounded by narrower inputs. */
    @Test
    void boundsWhateverLiesWithinItsRanges() {
        forAll((generate, seed) -> {
            DeploymentInput input = generate.input();
            Range watts = generate.range(10, 1000);
            Overrides wide = input.overrides().withGpuPower(new Power(watts));
            Overrides narrow = input.overrides().withGpuPower(Power.ofWatts(generate.within(watts)));
            List<Range> outer = figures(METHOD.footprint(input.withOverrides(wide)));
            List<Range> inner = figures(METHOD.footprint(input.withOverrides(narrow)));
            for (int figure = 0; figure < outer.size(); figure++) {
                assertThat(outer.get(figure).min())
                        .isLessThanOrEqualTo(outer.get(figure).max());
                assertThat(inner.get(figure).min())
                        .as("seed %d", seed)
                        .isGreaterThanOrEqualTo(outer.get(figure).min() * (1 - 1e-12));
                assertThat(inner.get(figure).max())
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(outer.get(figure).max() * (1 + 1e-12));
            }
        });
    }

    @Test
    void neverMakesAnUnknownWueZero() {
        forAll((generate, seed) -> {
            DataCentre known = generate.place();
            DataCentre unknown = new DataCentre(known.zone(), known.pue(), null, known.electricity());
            Resource resource = generate.resource();
            List<Line> lines = resource.lines(Component.NODES, unknown, generate.hours());
            assertThat(lines).as("seed %d", seed).allMatch(line -> line.water() == null);
            assertThat(Total.of(lines).water()).isNull();
            assertThat(Total.of(lines).waterPartial()).isTrue();
            List<Line> mixed = new ArrayList<>(lines);
            mixed.addAll(resource.lines(Component.NODES, known, generate.hours()));
            assertThat(Total.of(mixed).water()).isNotNull();
            assertThat(Total.of(mixed).waterPartial()).isTrue();
        });
    }

    @Test
    void countsWaterByItEnergyAndCarbonWithThePue() {
        forAll((generate, seed) -> {
            DataCentre place = generate.place();
            DataCentre wasteful =
                    new DataCentre(place.zone(), new Pue(place.pue().value() * 2), place.wue(), place.electricity());
            Resource resource = generate.resource();
            Hours hours = generate.hours();
            List<Line> once = resource.lines(Component.NODES, place, hours);
            List<Line> twice = resource.lines(Component.NODES, wasteful, hours);
            for (int line = 0; line < once.size(); line++) {
                Carbon carbon = once.get(line).carbon();
                assertThat(twice.get(line).water()).isEqualTo(once.get(line).water());
                if (carbon != null) {
                    int factor = once.get(line).phase() == Phase.USE ? 2 : 1;
                    assertClose(
                            Objects.requireNonNull(twice.get(line).carbon()).kg(),
                            carbon.kg().times(factor),
                            seed);
                }
            }
        });
    }

    /** Makes inputs from a seed. */
    private static final class Generator {
        private final SplittableRandom random;

        Generator(long seed) {
            random = new SplittableRandom(seed);
        }

        double between(double least, double most) {
            return random.nextDouble(least, most);
        }

        Range range(double least, double most) {
            double one = between(least, most);
            double other = random.nextInt(3) == 0 ? one : between(least, most);
            return Range.of(Math.min(one, other), Math.max(one, other));
        }

        double within(Range range) {
            return range.isSingle() ? range.min() : between(range.min(), range.max());
        }

        Hours hours() {
            return new Hours(between(0.01, 9000));
        }

        Hours lifespan() {
            return Hours.ofYears(between(1, 30));
        }

        DeploymentInput input() {
            List<Zone> zones = METHOD.zones();
            DeploymentInput input = DeploymentInput.of(
                    NODE_TYPES.get(random.nextInt(NODE_TYPES.size())).name(),
                    random.nextInt(1, 100),
                    zones.get(random.nextInt(zones.size())),
                    hours());
            return random.nextBoolean() ? input : input.withImportedModel(new DataSize(between(1, 1e13)));
        }

        DataCentre place() {
            return new DataCentre(
                    new Zone("place"),
                    new Pue(between(1, 2)),
                    new Wue(between(0, 2)),
                    new EmissionFactor(between(0.01, 1)));
        }

        /** With a server, and with some of the other steps. */
        Resource resource() {
            Map<Step, Load> loads = new EnumMap<>(Step.class);
            for (Step step : Step.values()) {
                if (step == Step.SERVER || random.nextBoolean()) {
                    Power power = step.electric() ? new Power(range(0, 1000)) : Power.NONE;
                    loads.put(step, new Load(new CarbonRate(range(0, 1)), power));
                }
            }
            return Resource.of(loads);
        }

        /** Ratios of volumes that fill the pool between them. */
        List<Ratio> partsOf(StoragePool pool) {
            double left = pool.size().bytes() / pool.copies();
            List<Ratio> ratios = new ArrayList<>();
            for (int volume = 0; volume < 4; volume++) {
                double bytes = left * between(0, 1);
                ratios.add(pool.ratioOf(new DataSize(bytes)));
                left -= bytes;
            }
            ratios.add(pool.ratioOf(new DataSize(left)));
            return ratios;
        }
    }
}
