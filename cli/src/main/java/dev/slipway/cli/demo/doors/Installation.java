package dev.slipway.cli.demo.doors;

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

    /**
     * @param jar as given; null for the checkout's
     * @param tools as given; null for where the launcher says
     * @return the installation
     * @throws IllegalArgumentException if a part is not there
     */
    public static Installation of(@Nullable Path jar, @Nullable Path tools) {
        String checkout = System.getProperty("slipway.checkout", "");
        String known = System.getProperty("slipway.tools.directory", "");
        Path root = Path.of(checkout).toAbsolutePath();
        return new Installation(
                existing("the portal's jar", jar != null ? jar : root.resolve("portal/target/portal.jar"), "--jar"),
                existing("the JVM's options", root.resolve("deploy/jvm.options"), "a checkout"),
                existing("the tools' directory", tools != null ? tools : Path.of(known), "--tools"));
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
