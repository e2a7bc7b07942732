package dev.slipway.sbom.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the tests find Syft: system property {@code slipway.tools.directory}, else environment SLIPWAY_TOOLS_DIR. */
public final class RealSyft {

    private RealSyft() {}

    public static Path folder() {
        String folder = System.getProperty("slipway.tools.directory", System.getenv("SLIPWAY_TOOLS_DIR"));
        if (folder == null || !Files.isExecutable(Path.of(folder, "syft"))) {
            throw new IllegalStateException("No syft in " + folder
                    + "; name the tools' folder by -Dslipway.tools.directory or SLIPWAY_TOOLS_DIR");
        }
        return Path.of(folder).toAbsolutePath();
    }

    public static Path path() {
        return folder().resolve("syft");
    }
}
