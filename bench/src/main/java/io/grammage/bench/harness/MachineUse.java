package io.grammage.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How busy the machine is, and what it is. */
final class MachineUse {
    private static final int USER = 1;
    private static final int NICE = 2;
    private static final int SYSTEM = 3;

    private MachineUse() {}

    /** CPU seconds that all processes together have used since the machine started. */
    static double cpuSeconds() throws IOException {
        return cpuSeconds(Files.readString(Path.of("/proc/stat")));
    }

    /** Interrupts are left out: no process is told that it caused them. */
    static double cpuSeconds(String stat) {
        String[] fields = stat.lines().findFirst().orElseThrow().split(" +", -1);
        return (Long.parseLong(fields[USER]) + Long.parseLong(fields[NICE]) + Long.parseLong(fields[SYSTEM]))
                / ProcessUse.TICKS_PER_SECOND;
    }

    /** Processor, memory, kernel and Java machine in a line, without anything that tells where it stands. */
    static String description() throws IOException {
        String processor = Files.readString(Path.of("/proc/cpuinfo"))
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        long kibibytes = Long.parseLong(Files.readString(Path.of("/proc/meminfo"))
                .lines()
                .findFirst()
                .orElseThrow()
                .replaceAll("[^0-9]", ""));
        return Runtime.getRuntime().availableProcessors() + " cores (" + processor + "), "
                + Math.round(kibibytes / 1048576.0) + " GiB, Linux " + System.getProperty("os.version") + ", JDK "
                + System.getProperty("java.vm.version");
    }
}
