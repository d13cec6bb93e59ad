package io.grammage.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grammage.bench.load.Failure;
import io.grammage.bench.load.Latencies;
import io.grammage.bench.load.LoadReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaneReportTest {
    private static final List<Round> DIRECT = List.of(round(100, 0), round(200, 0), round(300, 0));
    private static final List<Round> NGINX = List.of(round(150, 0.3), round(260, 0.5), round(370, 0.4));
    private static final List<Round> GRAMMAGE = List.of(round(250, 0.8), round(400, 0.8), round(550, 0.8));

    @Test
    void addsUpWhatAProxyAddsRoundByRound() {
        Standing nginx = standing(Lane.JSON_64, "nginx", NGINX);
        assertThat(nginx.figure(Figure.P50_MICROS)).contains(new Spread(260, 150, 370));
        assertThat(nginx.figure(Figure.ADDED_P50_MICROS)).contains(new Spread(60, 50, 70));
        assertThat(nginx.figure(Figure.ADDED_P99_MICROS)).contains(new Spread(120, 100, 140));
        assertThat(nginx.figure(Figure.CPU_MICROS_PER_CALL)).contains(new Spread(40, 30, 50));
    }

    @Test
    void tellsOfTheDirectWayWhatThereIs() {
        Standing direct = Standing.of("direct", new Figure.Rounds(Lane.JSON_64, false, DIRECT, List.of()));
        assertThat(direct.figures())
                .containsOnlyKeys(
                        Figure.CALLS_PER_SECOND,
                        Figure.P50_MICROS,
                        Figure.P99_MICROS,
                        Figure.LOAD_MICROS_PER_CALL,
                        Figure.FOREIGN_CORES);
    }

    @Test
    void comparesWithNothingTooSmallToBeSeen() {
        List<Round> unseen = List.of(round(150, 0), round(260, 0), round(370, 0));
        List<Standing> standings =
                List.of(standing(Lane.JSON_64, "nginx", unseen), standing(Lane.JSON_64, "grammage", GRAMMAGE));
        assertThat(new LaneReport(Lane.JSON_64, standings, List.of()).text()).doesNotContain("grammage / nginx");
    }

    @Test
    void tellsOfStreamsWhenTheyBegin() {
        Standing nginx = standing(Lane.STREAM_64, "nginx", NGINX);
        assertThat(nginx.figure(Figure.FIRST_P50_MICROS)).contains(new Spread(26, 15, 37));
        assertThat(nginx.figure(Figure.ADDED_FIRST_P50_MICROS)).contains(new Spread(6, 5, 7));
        assertThat(standing(Lane.JSON_64, "nginx", NGINX).figure(Figure.FIRST_P50_MICROS))
                .isEmpty();
    }

    @Test
    void comparesWithNginx() {
        LaneReport report = report(Lane.JSON_64);
        assertThat(report.isSound()).isTrue();
        assertThat(report.text())
                .contains("grammage / nginx: 2.00 x CPU")
                .contains("40.0 (30.0..50.0)")
                .contains("load generator: drove nginx at 1.0 x the rate of grammage")
                .contains("portkey left out: asleep");
    }

    @Test
    void saysWhatFailed() {
        LoadReport load = new LoadReport(
                9_000, Map.of(Failure.STATUS, 1_000L), "status 502: gone", 1, latencies(1), latencies(1), 0.1);
        List<Round> rounds = List.of(new Round(load, 0.4, 1 << 20, 0));
        LaneReport own =
                new LaneReport(Lane.JSON_64, List.of(standing(Lane.JSON_64, "nginx", rounds, List.of())), List.of());
        assertThat(own.isSound()).isFalse();
        assertThat(own.text()).contains("FAILED: 1000 calls of nginx, the first: status 502: gone");
        LaneReport peer =
                new LaneReport(Lane.JSON_64, List.of(standing(Lane.JSON_64, "portkey", rounds, List.of())), List.of());
        assertThat(peer.isSound()).isTrue();
        assertThat(peer.text()).contains("FAILED: 1000 calls of portkey");
    }

    @Test
    void isNotSoundWhenARecordIsMissing() {
        assertThat(run(10_000).isSound()).isTrue();
        assertThat(run(10_000).ending()).contains("lost/doubled: 0/0");
        assertThat(run(9_999).isSound()).isFalse();
        assertThat(run(9_999).ending()).contains("ledger of grammage").contains("lost/doubled: 1/0");
    }

    @Test
    void putsWhatWasMeasuredBesideTheBudget() {
        JmhResults jmh = new JmhResults(List.of(
                new JmhResults.Score("ImpactsBenchmark.measured", 24.91, 136),
                new JmhResults.Score("ImpactsBenchmark.modelled", 28.13, 136),
                new JmhResults.Score("DrainBenchmark.batchOf4000", 18_944, 0)));
        assertThat(new Budget(run(10_000), jmh, Optional.of("bill 9 ms")).rows())
                .contains(
                        new Budget.Row("CPU per JSON call, c=64, before_response", "<= 2.5 x nginx", "2.0 x", "2.00 x"),
                        new Budget.Row(
                                "impacts of a call", "<= 200 ns, no garbage but the result", "", "24.9-28.1 ns, 136 B"),
                        new Budget.Row("month's bill, usage page, 100 M records", "<= 100 ms", "", "bill 9 ms"),
                        new Budget.Row("journal, groups of 32", ">= 150,000 durable records/s", "", "run bench/jmh"),
                        new Budget.Row("start to first answer", "<= 3 s", "", "2.50 (2.40..3.00) s"),
                        new Budget.Row(
                                "the same with an ahead-of-time cache", "<= 1.2 s", "0.8 s", "1.20 (1.10..1.50) s"),
                        new Budget.Row("memory", "RSS <= 350 MiB under load", "", "grammage 300 MiB"))
                .anySatisfy(row -> assertThat(row.measured()).isEqualTo("not in this run"))
                .anySatisfy(row -> assertThat(row.measured()).isEqualTo("not built yet"));
    }

    @Test
    void comparesWithAnEarlierBuild() {
        LaneReport lane = new LaneReport(
                Lane.JSON_64,
                List.of(standing(Lane.JSON_64, "before", NGINX), standing(Lane.JSON_64, "grammage", GRAMMAGE)),
                List.of());
        RunReport run = new RunReport(
                "a machine",
                3,
                1,
                List.of(),
                List.of(lane),
                List.of(new Memory("before", 150, 300, 280), new Memory("grammage", 150, 270, 260)),
                List.of(),
                List.of(starts("before", 2, 1), starts("grammage", 3, 0.5)));
        assertThat(new Comparison(run).text().orElseThrow().lines())
                .containsExactly(
                        "grammage / before        CPU us/call            calls/s             p50 us             p99 us  first event p50 us"
                                + "  first event p99 us",
                        "json-64            2.00 (1.60..2.67)  1.00 (1.00..1.00)  1.54 (1.49..1.67)  1.54 (1.49..1.67)                   -"
                                + "                   -",
                        "RSS, peak: 0.90 x",
                        "start: 1.50 x",
                        "start with an ahead-of-time cache: 0.50 x");
        assertThat(new Comparison(run(10_000)).text()).isEmpty();
    }

    @Test
    void takesTheMiddleOfTheRounds() {
        assertThat(Spread.of(List.of(4.0, 1.0, 3.0, 2.0), Double::doubleValue)).isEqualTo(new Spread(2.5, 1, 4));
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0), Double::doubleValue)).isEqualTo(new Spread(2, 1, 9));
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.<Double>of(), Double::doubleValue));
    }

    private static RunReport run(long records) {
        return new RunReport(
                "a machine",
                3,
                1,
                List.of(),
                List.of(report(Lane.JSON_64)),
                List.of(new Memory("nginx", 5, 20, 20), new Memory("grammage", 150, 300, 280)),
                List.of(new LedgerCount("grammage", 10_000, 0, records, records)),
                List.of(new Starts("grammage", new Spread(2.5, 2.4, 3), new Spread(1.2, 1.1, 1.5))));
    }

    private static Starts starts(String name, double plain, double prepared) {
        return new Starts(name, new Spread(plain, plain, plain), new Spread(prepared, prepared, prepared));
    }

    private static LaneReport report(Lane lane) {
        return new LaneReport(
                lane,
                List.of(standing(lane, "nginx", NGINX), standing(lane, "grammage", GRAMMAGE)),
                List.of("portkey left out: asleep"));
    }

    private static Standing standing(Lane lane, String name, List<Round> rounds) {
        return standing(lane, name, rounds, DIRECT);
    }

    private static Standing standing(Lane lane, String name, List<Round> rounds, List<Round> direct) {
        return Standing.of(name, new Figure.Rounds(lane, true, rounds, direct));
    }

    /** 10,000 calls in a second, that began after a tenth of their latency; one in a hundred took twice as long. */
    private static Round round(double p50, double cpuSeconds) {
        LoadReport load = new LoadReport(10_000, Map.of(), "", 1, latencies(p50), latencies(p50 / 10), 0.1);
        return new Round(load, cpuSeconds, 1 << 20, 0);
    }

    private static Latencies latencies(double p50) {
        return new Latencies(p50, p50, 2 * p50, 2 * p50, 2 * p50);
    }
}
