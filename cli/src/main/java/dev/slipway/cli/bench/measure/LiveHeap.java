package dev.slipway.cli.bench.measure;

import dev.slipway.cli.demo.machine.Command;
import dev.slipway.cli.demo.observing.NotObserved;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM's heap holds that can't be collected. */
public final class LiveHeap {

    private static final double MEBIBYTE = 1024 * 1024;
    /** What a JVM has to be started with: later the Go libraries in the portal keep the signal that wakes the listener. */
    public static final String FLAG = "-XX:+StartAttachListener";

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)\\s*$");

    private LiveHeap() {}

    /**
     * @param pid a JVM that was started with {@link #FLAG}
     * @return the bytes of all live objects after a full collection, in MiB
     * @throws NotObserved if the JVM doesn't tell
     */
    public static double megabytes(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return total(new Command(Path.of("/"), Map.of())
                .run(List.of(jcmd, Long.toString(pid), "GC.class_histogram"))
                .expectSuccess()
                .out());
    }

    static double total(String histogram) {
        Matcher total = TOTAL.matcher(histogram);
        NotObserved.unless(total.find(), "The histogram of the heap has no total");
        return Long.parseLong(total.group(1)) / MEBIBYTE;
    }
}
