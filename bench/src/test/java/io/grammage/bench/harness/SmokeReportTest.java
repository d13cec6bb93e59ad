package io.grammage.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grammage.bench.load.Failure;
import io.grammage.bench.load.Latencies;
import io.grammage.bench.load.LoadReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SmokeReportTest {
    @Test
    void comparesCpuPerCall() {
        SmokeReport report =
                report(List.of(nginx(0.5), nginx(0.3), nginx(0.4)), new LedgerCount(30_000, 0, 30_000, 30_000));
        assertThat(report.isSound()).isTrue();
        assertThat(report.text())
                .contains("grammage / nginx: 2.00 x CPU (budget: 2.5 x)")
                .contains("40.0 (30.0-50.0)")
                .contains("lost/doubled: 0/0");
    }

    @Test
    void isNotSoundWhenARecordIsMissing() {
        SmokeReport report = report(List.of(nginx(0.4)), new LedgerCount(30_000, 0, 29_999, 29_999));
        assertThat(report.isSound()).isFalse();
        assertThat(report.text()).contains("lost/doubled: 1/0");
    }

    @Test
    void saysWhatFailed() {
        LoadReport load =
                new LoadReport(9_000, Map.of(Failure.STATUS, 1_000L), "status 502: gone", 1, latencies(), 0.1);
        SmokeReport report = report(List.of(new Round(load, 0.4, 1 << 20, 0)), null);
        assertThat(report.isSound()).isFalse();
        assertThat(report.text()).contains("FAILED: 1000 calls of nginx, the first: status 502: gone");
    }

    @Test
    void takesTheMiddleOfTheRounds() {
        assertThat(Spread.of(List.of(4.0, 1.0, 3.0, 2.0), Double::doubleValue)).isEqualTo(new Spread(2.5, 1, 4));
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0), Double::doubleValue)).isEqualTo(new Spread(2, 1, 9));
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.<Double>of(), Double::doubleValue));
    }

    private static SmokeReport report(List<Round> nginx, @Nullable LedgerCount ledger) {
        List<Standing> standings = List.of(Standing.of("nginx", nginx), Standing.of("grammage", List.of(nginx(0.8))));
        return new SmokeReport("a machine", Lane.json(64), "before_response", standings, ledger);
    }

    private static Round nginx(double cpuSeconds) {
        LoadReport load = new LoadReport(10_000, Map.of(), "", 1, latencies(), 0.1);
        return new Round(load, cpuSeconds, 1 << 20, 0);
    }

    private static Latencies latencies() {
        return new Latencies(1, 2, 3, 4, 5);
    }
}
