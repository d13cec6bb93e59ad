package io.grammage.footprint.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grammage.footprint.FootprintException;
import io.grammage.footprint.Range;
import io.grammage.footprint.Zone;
import io.grammage.footprint.internal.Words;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSetsTest {
    private static final DataSet SET = new DataSet("test-2026", "2026", "A test");
    private static final DataFile BOAVIZTA = DataFile.read("boavizta-2.4.1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scaleway-2025-06",
                "scaleway-2026-03",
                "scaleway-nodes-2026-10",
                "boavizta-2.4.1",
                "nvidia-pcf-2025",
                "grammage-defaults-2026-11"
            })
    void saysWhereEachFigureComesFrom(String name) {
        DataFile file = DataFile.read(name);
        assertThat(file.dataSet().name()).isEqualTo(name);
        assertThat(file.dataSet().validity()).matches("20\\d\\d(-\\d\\d)?");
        assertThat(file.entries()).isNotEmpty();
        for (Entry entry : file.entries()) {
            assertThat(entry.values()).as(entry.name()).isNotEmpty();
            assertThat(entry.sentence())
                    .startsWith(entry.assumption() ? "Assumption: " : entry.kind())
                    .endsWith(").");
        }
    }

    /** Watts at 0, 30, 50 and 100 % of load, as a run of BoaviztAPI had them. */
    @ParameterizedTest
    @CsvSource({
        "EPYC-7543, 26.8, 130.1, 168.3, 229.7",
        "EPYC-9334, 25.0, 121.5, 157.1, 214.4",
        "EPYC-7413, 21.5, 104.1, 134.7, 183.8",
        "Xeon-8452Y, 35.8, 173.5, 224.5, 306.3"
    })
    void drawsByLoadAsBoaviztaHasIt(String cpu, double idle, double third, double half, double full) {
        CpuProfile profile = CpuProfile.of(BOAVIZTA.require("cpu", cpu));
        assertThat(profile.at(0).watts().min()).isCloseTo(idle, within(0.05));
        assertThat(profile.at(30).watts().min()).isCloseTo(third, within(0.05));
        assertThat(profile.at(50).watts().min()).isCloseTo(half, within(0.05));
        assertThat(profile.at(100).watts().min()).isCloseTo(full, within(0.05));
    }

    @Test
    void hasGpusOfNvidiaAndBoaviztaSideBySide() {
        DataFile nvidia = DataFile.read("nvidia-pcf-2025");
        assertThat(nvidia.require("gpu", "H100-SXM").number("kgCO2eq")).isEqualTo(164);
        assertThat(BOAVIZTA.require("gpu", "H100-SXM").number("kgCO2eq")).isEqualTo(575.2);
        assertThat(nvidia.require("gpu", "B300-SXM").assumption()).isTrue();
        assertThat(BOAVIZTA.find("gpu", "B300-SXM")).isEmpty();
    }

    @Test
    void takesTheMeanOfARegion() {
        Places places = new Places(DataFile.read("scaleway-2026-03"));
        DataCentre paris = places.region(new Zone("fr-par-2"), new Evidence());
        assertThat(paris.pue().value()).isCloseTo(1.35, within(1e-12));
        assertThat(Objects.requireNonNull(paris.wue()).litresPerKwh()).isCloseTo(0.26 / 3, within(1e-12));
        assertThat(places.region(new Zone("nl-ams-1"), new Evidence()).wue()).isNull();
    }

    @Test
    void readsAnEntry() {
        Entry entry = Entry.read(SET, new Words("zone here country FRA PUE 1.2 span 1..2 assumption from a guess"));
        assertThat(entry.text("country")).isEqualTo("FRA");
        assertThat(entry.number("PUE")).isEqualTo(1.2);
        assertThat(entry.range("span")).isEqualTo(Range.of(1, 2));
        assertThat(entry.assumption()).isTrue();
        assertThat(entry.sentence())
                .isEqualTo("Assumption: zone here: country FRA, PUE 1.2, span 1..2 (test-2026; a guess).");
        assertThatThrownBy(() -> entry.number("span"))
                .isInstanceOf(FootprintException.class)
                .hasMessage("zone here, span: 1..2 (expected: one number)");
        assertThatThrownBy(() -> entry.number("WUE")).hasMessage("zone here has no WUE (expected in test-2026)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zone",
                "zone here",
                "zone here PUE",
                "zone here PUE 1",
                "zone here PUE 1 from",
                "zone here PUE 1 assumption a guess"
            })
    void refusesEntriesThatSayTooLittle(String line) {
        assertThatThrownBy(() -> Entry.read(SET, new Words(line))).isInstanceOf(FootprintException.class);
    }
}
