package dev.slipway.sbom.syft;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Finds the Syft executable, anew each time, since it may be installed while the portal runs. */
@Component
public final class SyftLocator {

    private final @Nullable Path configured;
    private final List<Path> candidates;

    SyftLocator(
            SyftSettings settings,
            @Value("${slipway.tools.directory:}") String toolsDirectory,
            @Value("${PATH:}") String searchPath) {
        this.configured = settings.path();
        this.candidates = candidates(toolsDirectory, searchPath);
    }

    /** Looks for Syft now. */
    public Location locate() {
        if (configured != null) {
            Path path = configured.toAbsolutePath();
            return isProgram(path)
                    ? new Location(path, false, "Syft is " + path)
                    : new Location(null, false, "slipway.syft.path is " + path + ", which isn't an executable file");
        }
        return candidates.stream()
                .filter(SyftLocator::isProgram)
                .findFirst()
                .map(path -> new Location(path, false, "Syft is " + path))
                .orElseGet(() -> new Location(
                        null,
                        true,
                        "Waiting for Syft, which isn't installed yet; looked for "
                                + candidates.stream().map(Path::toString).collect(Collectors.joining(", "))));
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }

    private static List<Path> candidates(String toolsDirectory, String searchPath) {
        List<String> folders = new ArrayList<>();
        if (!toolsDirectory.isBlank()) {
            folders.add(Path.of(toolsDirectory).toAbsolutePath().toString());
        }
        Stream.of(searchPath.split(File.pathSeparator))
                // A relative folder would mean whatever directory the portal was started in.
                .filter(folder -> folder.startsWith("/"))
                .forEach(folders::add);
        return folders.stream()
                .distinct()
                .map(folder -> Path.of(folder, "syft"))
                .toList();
    }

    /**
     * Where Syft is.
     *
     * @param path the executable, absolute, if it is there
     * @param awaited whether it may still be installed
     * @param detail where it is or was looked for
     */
    public record Location(@Nullable Path path, boolean awaited, String detail) {}
}
