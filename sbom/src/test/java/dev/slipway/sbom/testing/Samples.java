package dev.slipway.sbom.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Things to scan. */
public final class Samples {

    private Samples() {}

    /** A package-lock.json with this many packages named {@code part-<n>}, and left-pad 1.3.0. */
    public static String packageLock(int parts) {
        StringBuilder json = new StringBuilder("""
                {"name": "shop", "version": "1.0.0", "lockfileVersion": 3, "packages": {
                  "": {"name": "shop", "version": "1.0.0"},
                  "node_modules/left-pad": {"version": "1.3.0", "license": "WTFPL"}
                """);
        for (int i = 0; i < parts; i++) {
            json.append(", \"node_modules/part-%d\": {\"version\": \"1.0.%d\", \"license\": \"MIT\"}".formatted(i, i));
        }
        return json.append("}}").toString();
    }

    public static Path directory(Path folder, int parts) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("package-lock.json"), packageLock(parts));
        return folder;
    }

    /** A jar with Maven's own description of itself. */
    public static Path jar(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            jar.putNextEntry(new ZipEntry("META-INF/maven/dev.slipway.test/tiny/pom.properties"));
            jar.write("groupId=dev.slipway.test\nartifactId=tiny\nversion=2.3.4\n".getBytes(StandardCharsets.UTF_8));
            jar.closeEntry();
        }
        return file;
    }

    /** A small file that becomes large in the memory of whoever reads its manifest. */
    public static Path jarWithLargeManifest(Path file, int bytes) throws IOException {
        byte[] chunk = "a".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write("Manifest-Version: 1.0\nName: x\nFoo: ".getBytes(StandardCharsets.UTF_8));
            for (int written = 0; written < bytes; written += chunk.length) {
                zip.write(chunk);
            }
            zip.closeEntry();
        }
        return file;
    }
}
