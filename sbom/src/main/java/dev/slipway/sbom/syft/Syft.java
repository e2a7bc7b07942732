package dev.slipway.sbom.syft;

import dev.slipway.sbom.Format;
import dev.slipway.sbom.SbomSubject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Runs Syft once per scan: empty environment, private folders, bounded time, memory and disk. */
@Component
public final class Syft {

    /** Limits the address space where the system can ($0, in KiB), then becomes Syft. */
    private static final String LIMITED = "ulimit -v \"$0\" 2>/dev/null; exec \"$@\"";

    private static final long ADDRESS_SPACE_BEYOND_HEAP =
            DataSize.ofGigabytes(1).toBytes();
    private static final int SIGNALLED = 128;

    private static final Map<Format, String> OUTPUTS = Map.of(
            Format.CYCLONEDX_1_6, "cyclonedx-json@1.6", Format.SPDX_3_0, "spdx-json@3.0", Format.SYFT, "syft-json");

    private final SyftSettings settings;
    private final SyftLocator locator;

    Syft(SyftSettings settings, SyftLocator locator) {
        this.settings = settings;
        this.locator = locator;
    }

    /**
     * Scans a target.
     *
     * @param subject gives the SBOM its name and version
     * @param workspace takes all temporary files
     * @param timeout how long Syft may take
     * @throws ScanFailed if Syft is missing, fails, exceeds a limit, or writes anything but three valid documents
     * @throws InterruptedException if the thread was interrupted; Syft is stopped then
     */
    public ScanReport scan(Target target, SbomSubject subject, Workspace workspace, Duration timeout)
            throws InterruptedException {
        SyftLocator.Location syft = locator.locate();
        if (syft.path() == null) {
            throw new ScanFailed(syft.detail());
        }
        requireWithinLimits(target);
        Map<Format, Path> outputs = outputs(workspace);
        Path messages = workspace.folder("messages").resolve("syft.log");
        int exit =
                run(command(syft.path(), target, subject, outputs), environment(target, workspace), workspace, timeout);
        if (exit != 0) {
            throw new ScanFailed(describe(exit) + Messages.read(messages));
        }
        return ScanReport.read(outputs);
    }

    private void requireWithinLimits(Target target) {
        if (target.path() == null) {
            return;
        }
        try {
            var extent = FileTrees.measure(target.path());
            if (extent.files() > settings.maxFiles()
                    || extent.bytes() > settings.maxSize().toBytes()) {
                throw new ScanFailed("%s has %,d files of %,d bytes; at most %,d files of %,d bytes are scanned"
                        .formatted(
                                target.path(),
                                extent.files(),
                                extent.bytes(),
                                settings.maxFiles(),
                                settings.maxSize().toBytes()));
            }
        } catch (IOException e) {
            throw new ScanFailed("Can't measure " + target.path() + ": " + e, e);
        }
    }

    private static Map<Format, Path> outputs(Workspace workspace) {
        Path folder = workspace.folder("out");
        Map<Format, Path> outputs = new EnumMap<>(Format.class);
        OUTPUTS.keySet().forEach(format -> outputs.put(format, folder.resolve("sbom." + format.extension())));
        return outputs;
    }

    private List<String> command(Path syft, Target target, SbomSubject subject, Map<Format, Path> outputs) {
        long addressSpace = settings.memoryLimit().toBytes() + ADDRESS_SPACE_BEYOND_HEAP;
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", LIMITED, Long.toString(addressSpace / 1024), syft.toString(), "scan"));
        command.addAll(target.arguments());
        outputs.forEach((format, file) -> command.addAll(List.of("-o", OUTPUTS.get(format) + "=" + file)));
        command.addAll(List.of("--source-name", subject.name(), "--source-version", subject.version()));
        command.addAll(List.of("--parallelism", Integer.toString(settings.parallelism())));
        return command;
    }

    private Map<String, String> environment(Target target, Workspace workspace) {
        Path home = workspace.folder("home");
        Map<String, String> environment = new HashMap<>(Map.of(
                "HOME",
                home.toString(),
                "TMPDIR",
                workspace.folder("tmp").toString(),
                "DOCKER_CONFIG",
                home.resolve(".docker").toString(),
                "GOMEMLIMIT",
                settings.memoryLimit().toBytes() + "B",
                "SYFT_CHECK_FOR_APP_UPDATE",
                "false",
                "SYFT_CACHE_DIR",
                workspace.folder("cache").toString(),
                "SYFT_GOLANG_USE_PACKAGES_LIB",
                "false",
                "SYFT_FILE_METADATA_DIGESTS",
                "sha256,sha512",
                "SYFT_SOURCE_IMAGE_MAX_LAYER_SIZE",
                settings.maxSize().toBytes() + "B"));
        environment.put("SYFT_UNKNOWNS_REMOVE_WHEN_PACKAGES_DEFINED", "true");
        environment.put("SYFT_UNKNOWNS_EXECUTABLES_WITHOUT_PACKAGES", "true");
        environment.put("SYFT_UNKNOWNS_UNEXPANDED_ARCHIVES", "true");
        if (target.plainHttp()) {
            environment.put("SYFT_REGISTRY_INSECURE_USE_HTTP", "true");
        }
        return environment;
    }

    private int run(List<String> command, Map<String, String> environment, Workspace workspace, Duration timeout)
            throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                // Not the scanned folder: Syft would take its settings from a .syft.yaml there.
                .directory(workspace.folder("home").toFile())
                .redirectErrorStream(true)
                .redirectOutput(workspace.folder("messages").resolve("syft.log").toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            try {
                workspace.record(process);
                return await(process, workspace, timeout);
            } finally {
                Processes.stop(process.toHandle());
            }
        } catch (IOException e) {
            throw new ScanFailed("Can't run Syft: " + e.getMessage(), e);
        }
    }

    private int await(Process process, Workspace workspace, Duration timeout) throws InterruptedException, IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!process.waitFor(250, TimeUnit.MILLISECONDS)) {
            if (System.nanoTime() > deadline) {
                throw new ScanFailed("Syft was stopped: the scan took longer than " + settings.timeout()
                        + " (slipway.syft.timeout)");
            }
            if (workspace.size() > settings.maxSize().toBytes()) {
                throw new ScanFailed("Syft was stopped: its temporary files took more than " + settings.maxSize()
                        + " (slipway.syft.max-size)");
            }
        }
        return process.exitValue();
    }

    private static String describe(int exit) {
        return exit > SIGNALLED ? "Syft was killed by signal " + (exit - SIGNALLED) + ". " : "Syft failed. ";
    }
}
