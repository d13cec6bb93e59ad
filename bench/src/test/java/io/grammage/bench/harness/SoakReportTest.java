package io.grammage.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grammage.bench.load.Latencies;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakReportTest {
    @Test
    void tellsHowMemoryMovesOnceItHasSettled() {
        SoakReport report = soak(30, minute -> minute <= 5 ? 100 * minute : 300 + minute, minute -> 10);
        assertThat(report.rssSlope().orElseThrow()).isCloseTo(60, within(1e-9));
        assertThat(report.text()).contains("RSS slope after 5 minutes: +60.0 MiB/hour");
    }

    @Test
    void comparesTheLastMinutesWithTheFirstSettledOnes() {
        SoakReport report = soak(30, minute -> 300, minute -> minute > 25 ? 15 : minute <= 5 ? 99 : 10);
        assertThat(report.drift(minute -> minute.json().p99())).contains(1.5);
        assertThat(report.rssSlope().orElseThrow()).isZero();
    }

    @Test
    void tellsNothingOfAShortRun() {
        SoakReport report = soak(6, minute -> 300, minute -> 10);
        assertThat(report.rssSlope()).isEmpty();
        assertThat(report.drift(minute -> minute.json().p99())).isEmpty();
        assertThat(report.text()).contains("too short to tell").contains("calls failed: 6");
    }

    private static SoakReport soak(int minutes, IntToDoubleFunction rss, IntToDoubleFunction p99) {
        List<Minute> each = IntStream.rangeClosed(1, minutes)
                .mapToObj(minute -> new Minute(
                        minute,
                        rss.applyAsDouble(minute),
                        latencies(p99.applyAsDouble(minute)),
                        latencies(p99.applyAsDouble(minute)),
                        1))
                .toList();
        return new SoakReport(each);
    }

    private static Latencies latencies(double p99) {
        return new Latencies(1, 2, p99, p99, p99);
    }
}
