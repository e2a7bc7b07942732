package dev.slipway.clusters.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where tool binaries are: in one configured folder, or else in KUBEBUILDER_ASSETS or on the PATH. */
public final class Tools {

    private final List<Path> folders;

    private Tools(List<Path> folders) {
        this.folders = folders;
    }

    /**
     * @param directory the configured folder; only this one is looked at, so that no other version slips in while it is
     *     being filled; null looks in the environment
     */
    public static Tools in(@Nullable Path directory) {
        return directory != null ? new Tools(List.of(directory)) : fromEnvironment();
    }

    private static Tools fromEnvironment() {
        Stream<String> assets = Stream.ofNullable(System.getenv("KUBEBUILDER_ASSETS"));
        Stream<String> path = Stream.ofNullable(System.getenv("PATH"))
                .flatMap(value -> Arrays.stream(value.split(File.pathSeparator)));
        return new Tools(Stream.concat(assets, path)
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .toList());
    }

    public Optional<Path> find(String tool) {
        return folders.stream()
                .map(folder -> folder.resolve(tool).toAbsolutePath())
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** @throws IllegalStateException if it is missing */
    public Path require(String tool) {
        return find(tool)
                .orElseThrow(() -> new IllegalStateException("Tool %s is missing in %s".formatted(tool, folders)));
    }

    /** Those of the tools that are missing. */
    public List<String> missing(List<String> tools) {
        return tools.stream().filter(tool -> find(tool).isEmpty()).toList();
    }
}
