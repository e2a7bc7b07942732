package dev.slipway.cli.demo.served;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The smallest image worth scanning: one layer with an Alpine release and one installed package. */
final class OciImage {

    static final String PACKAGE = "musl";

    private static final String RELEASE = """
            NAME="Alpine Linux"
            ID=alpine
            VERSION_ID=3.22.1
            """;
    private static final String INSTALLED = """
            P:musl
            V:1.2.5-r10
            A:x86_64
            S:400000
            I:650000
            T:the musl c library (libc) implementation
            U:https://musl.libc.org/
            L:MIT
            o:musl
            m:Maintainers <maintainers@example.org>
            t:1752000000
            c:0123456789abcdef0123456789abcdef01234567
            F:lib
            R:ld-musl-x86_64.so.1

            """;

    private final Map<String, Blob> blobs = new LinkedHashMap<>();

    private OciImage() {}

    /** Content that a registry hands out. */
    record Blob(String digest, String type, byte[] content) {}

    static OciImage make() {
        OciImage image = new OciImage();
        byte[] tar = new TarFile()
                .with("etc/os-release", RELEASE)
                .with("lib/apk/db/installed", INSTALLED)
                .bytes();
        Blob layer = image.add("application/vnd.oci.image.layer.v1.tar+gzip", gzip(tar));
        String config = """
                {"architecture":"%s","os":"linux","config":{"User":"1000"},"rootfs":{"type":"layers","diff_ids":["%s"]}}""".formatted(architecture(), digest(tar));
        Blob described = image.add("application/vnd.oci.image.config.v1+json", bytes(config));
        String manifest = """
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":%s,"layers":[%s]}""".formatted(reference(described), reference(layer));
        Blob whole = image.add("application/vnd.oci.image.manifest.v1+json", bytes(manifest));
        image.blobs.put("1.2.0", whole);
        return image;
    }

    /** By tag or digest. */
    @Nullable
    Blob find(String name) {
        return blobs.get(name);
    }

    private Blob add(String type, byte[] content) {
        Blob blob = new Blob(digest(content), type, content);
        blobs.put(blob.digest(), blob);
        return blob;
    }

    private static String reference(Blob blob) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
                .formatted(blob.type(), blob.digest(), blob.content().length);
    }

    private static String architecture() {
        return System.getProperty("os.arch").contains("aarch64") ? "arm64" : "amd64";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) {
        var out = new ByteArrayOutputStream();
        try (var zipped = new GZIPOutputStream(out)) {
            zipped.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String digest(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
