package dev.slipway.cli.demo.served;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a tar archive (POSIX ustar) of a few small files. */
final class TarFile {

    private static final int BLOCK = 512;
    private static final int SIZE_AT = 124;
    private static final int CHECKSUM_AT = 148;

    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();

    TarFile with(String path, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        byte[] header = new byte[BLOCK];
        put(header, 0, path);
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, SIZE_AT, "%011o\0".formatted(content.length));
        put(header, 136, "%011o\0".formatted(0));
        put(header, CHECKSUM_AT, "        0");
        put(header, 257, "ustar\00000");
        put(header, CHECKSUM_AT, "%06o\0 ".formatted(sum(header)));
        archive.writeBytes(header);
        archive.writeBytes(content);
        archive.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        return this;
    }

    byte[] bytes() {
        archive.writeBytes(new byte[2 * BLOCK]);
        return archive.toByteArray();
    }

    private static int sum(byte[] header) {
        int sum = 0;
        for (byte value : header) {
            sum += value & 0xff;
        }
        return sum;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
