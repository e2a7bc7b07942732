package dev.slipway.cli.demo.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a portal is started from.
 *
 * @param jar the portal's jar
 * @param jvmOptions the argument file of its JVM
 * @param tools the directory of etcd, Kubernetes, kwok, Syft and kubectl
 */
public record Installation(Path jar, Path jvmOptions, Path tools) {

    /** Where the launcher unpacks the portal, since it starts faster beside its libraries than with them inside. */
    private static final Path UNPACKED = Path.of("portal", "target", "app", "portal.jar");

    /**
     * @param jar as given; null for the checkout's. The argument file {@code jvm.options} beside it counts, if there is one
     * @param tools as given; null for where the launcher says
     * @return the installation
     * @throws IllegalArgumentException if a part is not there
     */
    public static Installation of(@Nullable Path jar, @Nullable Path tools) {
        Path checkout = Path.of(System.getProperty("slipway.checkout", "")).toAbsolutePath();
        Path known = Path.of(System.getProperty("slipway.tools.directory", ""));
        Path portal = existing("the portal's jar", jar != null ? jar : checkout.resolve(UNPACKED), "--jar");
        Path beside = portal.resolveSibling("jvm.options");
        Path options = Files.exists(beside) ? beside : checkout.resolve("deploy/jvm.options");
        return new Installation(
                portal,
                existing("the argument file of its JVM", options, "--jar"),
                existing("the tools' directory", tools != null ? tools : known, "--tools"));
    }

    private static Path existing(String what, Path path, String by) {
        Path absolute = path.toAbsolutePath().normalize();
        if (path.toString().isEmpty() || !Files.exists(absolute)) {
            throw new IllegalArgumentException("%s is %s, which does not exist; name it by %s, or run ./slipway build"
                    .formatted(what, absolute, by));
        }
        return absolute;
    }
}
