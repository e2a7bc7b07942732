package dev.slipway.portal.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs for this platform: unpacked once from the class path into a cache that all portals share. */
final class PostgresBinaries {

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /** Unpacks the archive into {@code cache} unless that was done before. */
    static PostgresBinaries in(Path cache) throws IOException {
        var archive = archive();
        var home = cache.resolve("postgres").resolve(Long.toHexString(checksum(archive)));
        if (!Files.isDirectory(home)) {
            unpackAtOnce(archive, home);
        }
        return new PostgresBinaries(home);
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    private static Resource archive() throws IOException {
        var archives = new PathMatchingResourcePatternResolver().getResources("classpath*:postgres-*.txz");
        if (archives.length != 1) {
            throw new IOException("Found " + archives.length + " PostgreSQL archives on the class path, expected one:"
                    + " the portal was built for another platform, or set spring.datasource.url to use a PostgreSQL"
                    + " of your own");
        }
        return archives[0];
    }

    private static long checksum(Resource archive) throws IOException {
        try (var in = new CheckedInputStream(archive.getInputStream(), new CRC32())) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return in.getChecksum().getValue();
        }
    }

    /** Unpacks beside the target and renames, so that a killed or concurrent portal never leaves half a directory. */
    private static void unpackAtOnce(Resource archive, Path home) throws IOException {
        Files.createDirectories(home.getParent());
        var fresh = Files.createTempDirectory(home.getParent(), "unpacking-");
        try (var in = archive.getInputStream()) {
            unpack(in, fresh);
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
        } finally {
            FileSystemUtils.deleteRecursively(fresh);
        }
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive, 1 << 16)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, target);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("The PostgreSQL archive has an entry outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        if ((entry.getMode() & 0100) != 0 && !path.toFile().setExecutable(true, false)) {
            throw new IOException("Can't make " + path + " executable");
        }
    }
}
