package dev.slipway.sbom.syft;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Stops processes with all that they started. */
final class Processes {

    private Processes() {}

    /** Kills a process and its descendants and waits until they are gone. */
    static void stop(ProcessHandle process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(Stream.concat(Stream.of(process), descendants.stream())
                        .map(ProcessHandle::onExit)
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}
