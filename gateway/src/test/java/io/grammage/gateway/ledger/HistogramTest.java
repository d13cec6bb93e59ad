package io.grammage.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HistogramTest {

    @ParameterizedTest
    @EnumSource
    void aBoundBelongsToItsBucket(Histogram.Bounds bounds) {
        List<Long> micros = bounds.micros();
        assertThat(micros).isSorted().doesNotHaveDuplicates();
        for (int i = 0; i < micros.size(); i++) {
            assertThat(bounds.bucketOf(micros.get(i))).isEqualTo(i);
            assertThat(bounds.bucketOf(micros.get(i) + 1)).isEqualTo(i + 1);
        }
        assertThat(bounds.bucketOf(0)).isZero();
        assertThat(bounds.bucketOf(Long.MAX_VALUE)).isEqualTo(bounds.buckets() - 1);
    }

    @Test
    void countsAccumulateOverBounds() {
        List<Long> counts = new ArrayList<>(Collections.nCopies(Histogram.Bounds.LATENCY.buckets(), 0L));
        counts.set(0, 2L);
        counts.set(3, 5L);
        counts.set(14, 1L);

        Histogram histogram = new Histogram(Histogram.Bounds.LATENCY, counts, 99);

        assertThat(histogram.count()).isEqualTo(8);
        assertThat(histogram.cumulative()).containsExactly(2L, 2L, 2L, 7L, 7L, 7L, 7L, 7L, 7L, 7L, 7L, 7L, 7L, 7L, 8L);
    }

    @Test
    void refusesCountsThatDoNotFit() {
        assertThatThrownBy(() -> new Histogram(Histogram.Bounds.LATENCY, List.of(1L), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: 15");
    }
}
