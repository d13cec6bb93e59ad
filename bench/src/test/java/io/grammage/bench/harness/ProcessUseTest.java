package io.grammage.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessUseTest {
    @Test
    void addsUserAndSystemTimeWhateverTheProgramIsCalled() {
        String stat = "4242 (nginx: (a b) 9 9) S 1 4242 4242 0 -1 4194304 107 0 0 0 150 75 1000 2000 20 0 1 0 77 1 1\n";
        assertThat(ProcessUse.cpuSeconds(stat)).isEqualTo(2.25);
    }

    @Test
    void readsResidentMemory() {
        assertThat(ProcessUse.bytes("VmRSS:", "Name:\tjava\nVmHWM:\t  900 kB\nVmRSS:\t  512 kB\n"))
                .isEqualTo(512 * 1024);
        assertThat(ProcessUse.bytes("VmRSS:", "Name:\tjava\nState:\tZ (zombie)\n"))
                .isZero();
    }

    @Test
    void countsInterruptsAsNobodysWork() {
        assertThat(MachineUse.cpuSeconds("cpu  100 50 25 999 999 999 999 0 0 0\ncpu0 1 1 1 1\n"))
                .isEqualTo(1.75);
    }

    @Test
    void seesThisProcess() throws Exception {
        ProcessUse use = ProcessUse.of(ProcessHandle.current());
        assertThat(use.rssBytes()).isGreaterThan(10 << 20);
        assertThat(use.peakRssBytes()).isGreaterThanOrEqualTo(10 << 20);
        assertThat(use.cpuSeconds()).isPositive();
    }

    @Test
    void takesAProcessThatEndedAsNothing() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        assertThat(ProcessUse.of(process.toHandle())).isEqualTo(ProcessUse.NONE);
    }
}
