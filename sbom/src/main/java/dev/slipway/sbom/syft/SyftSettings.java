package dev.slipway.sbom.syft;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How Syft is found and how much it may take.
 *
 * @param path the Syft executable; if absent, {@code syft} is looked for in {@code slipway.tools.directory}, then on the PATH
 * @param workDirectory where scans keep their temporary files; if absent, a folder of the system's temporary directory
 * @param workers how many scans run at once, 1 or 2
 * @param parallelism how many cataloguers one scan runs at once, 1 to 16
 * @param timeout how long one scan may take, fetching included
 * @param memoryLimit what Syft's heap should stay below; its address space is limited to 1 GiB more, which stops it hard
 *     (Linux only)
 * @param maxFiles how many files a directory or repository may have
 * @param maxSize how large a directory, a repository, an image layer, or the temporary files of a scan may be
 */
@ConfigurationProperties("slipway.syft")
public record SyftSettings(
        @Nullable Path path,
        @Nullable Path workDirectory,
        @DefaultValue("1") int workers,
        @DefaultValue("2") int parallelism,
        @DefaultValue("PT10M") Duration timeout,
        @DefaultValue("2GB") DataSize memoryLimit,
        @DefaultValue("200000") int maxFiles,
        @DefaultValue("4GB") DataSize maxSize) {

    /** @throws IllegalArgumentException if a number is outside its range */
    public SyftSettings {
        requireWithin("slipway.syft.workers", workers, 1, 2);
        requireWithin("slipway.syft.parallelism", parallelism, 1, 16);
        requireWithin("slipway.syft.max-files", maxFiles, 1, Integer.MAX_VALUE);
        requireWithin("slipway.syft.memory-limit (in MB)", memoryLimit.toMegabytes(), 256, 1 << 20);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("slipway.syft.timeout is " + timeout + "; expected more than 0");
        }
    }

    private static void requireWithin(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + "; expected " + least + " to " + most);
        }
    }
}
