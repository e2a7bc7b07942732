package dev.slipway.cli.bench.measure;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a bench ran on: numbers without it say little. */
public final class MachineFacts {

    private static final long MEBIBYTE = 1024 * 1024;

    private MachineFacts() {}

    /** @return processors, memory, system, Java, the moment, and the load that others made */
    public static Map<String, Object> now() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("cpus", Runtime.getRuntime().availableProcessors());
        facts.put("memory_mb", memory());
        facts.put(
                "os",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        facts.put("java", System.getProperty("java.version"));
        facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("load", load());
        return facts;
    }

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize() / MEBIBYTE
                : 0;
    }

    private static double load() {
        double average = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return Math.round(average * 100) / 100.0;
    }
}
