package io.grammage.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process and all that it started have used until now, as Linux tells in {@code /proc}.
 *
 * @param cpuSeconds user and system time of all threads, in steps of 10 ms
 * @param rssBytes resident memory; pages that processes share count once for each
 * @param peakRssBytes the most that each process had of it at any moment, together
 */
public record ProcessUse(double cpuSeconds, long rssBytes, long peakRssBytes) {
    /** Of no process. */
    static final ProcessUse NONE = new ProcessUse(0, 0, 0);

    /** USER_HZ, which Linux shows to programs as 100 whatever it uses itself. */
    static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    /** Of a process tree. A process that ends meanwhile counts as having used nothing. */
    public static ProcessUse of(ProcessHandle root) throws IOException {
        ProcessUse sum = NONE;
        for (ProcessHandle process :
                Stream.concat(Stream.of(root), root.descendants()).toList()) {
            sum = sum.plus(ofOne(process.pid()));
        }
        return sum;
    }

    /** The sum of both. */
    public ProcessUse plus(ProcessUse other) {
        return new ProcessUse(
                cpuSeconds + other.cpuSeconds, rssBytes + other.rssBytes, peakRssBytes + other.peakRssBytes);
    }

    private static ProcessUse ofOne(long pid) throws IOException {
        try {
            Path directory = Path.of("/proc", String.valueOf(pid));
            String status = Files.readString(directory.resolve("status"));
            return new ProcessUse(
                    cpuSeconds(Files.readString(directory.resolve("stat"))),
                    bytes("VmRSS:", status),
                    bytes("VmHWM:", status));
        } catch (NoSuchFileException e) {
            return NONE;
        }
    }

    /** The fields follow the name of the program, which stands in brackets and may itself contain brackets and spaces. */
    static double cpuSeconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS_PER_SECOND;
    }

    /** 0 for a process that has ended but was not yet waited for. */
    static long bytes(String field, String status) {
        return status.lines()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(0);
    }
}
