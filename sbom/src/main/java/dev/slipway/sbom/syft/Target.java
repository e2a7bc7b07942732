package dev.slipway.sbom.syft;

import dev.slipway.sbom.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What Syft is pointed at: a directory, a file or an image. */
public final class Target {

    private final String from;
    private final String location;
    private final @Nullable Path path;
    private final boolean plainHttp;

    private Target(String from, String location, @Nullable Path path, boolean plainHttp) {
        this.from = from;
        this.location = location;
        this.path = path;
        this.plainHttp = plainHttp;
    }

    /** A file or a directory; Syft itself says so if there is none. */
    public static Target of(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return new Target(Files.isDirectory(absolute) ? "dir" : "file", absolute.toString(), absolute, false);
    }

    /** An image in a registry; plain HTTP is spoken to this machine's own only. */
    public static Target of(Source.Image image) {
        return new Target("registry", image.reference(), null, isLoopback(image.host()));
    }

    /** The file or directory, if it is one. */
    @Nullable
    Path path() {
        return path;
    }

    boolean plainHttp() {
        return plainHttp;
    }

    /** The arguments which name this target to {@code syft scan}. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--from", from, location));
        if (path == null) {
            arguments.addAll(List.of("--platform", hostPlatform()));
        } else if (from.equals("dir")) {
            arguments.addAll(List.of("--base-path", location, "--exclude", "./**/.git/**"));
        } else if (path.getParent() != null) {
            arguments.addAll(List.of("--base-path", path.getParent().toString()));
        }
        return arguments;
    }

    private static boolean isLoopback(String name) {
        String host = name.toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }

    private static String hostPlatform() {
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return architecture.equals("aarch64") || architecture.equals("arm64") ? "linux/arm64" : "linux/amd64";
    }
}
