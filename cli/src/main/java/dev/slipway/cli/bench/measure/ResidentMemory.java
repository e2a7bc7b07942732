package dev.slipway.cli.bench.measure;

import dev.slipway.cli.demo.machine.Command;
import dev.slipway.cli.demo.observing.NotObserved;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The memory of one process that is in RAM, its children not counted. */
public final class ResidentMemory {

    private static final double KIBIBYTES = 1024;

    private ResidentMemory() {}

    /**
     * @param pid a process
     * @return its resident set in MiB, as {@code ps} tells on Linux and macOS
     * @throws NotObserved if there is no such process
     */
    public static double megabytes(long pid) {
        String kilobytes = new Command(Path.of("/"), Map.of("LC_ALL", "C"))
                .run(List.of("ps", "-o", "rss=", "-p", Long.toString(pid)))
                .expectSuccess()
                .out()
                .strip();
        return Long.parseLong(kilobytes) / KIBIBYTES;
    }
}
