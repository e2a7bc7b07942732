package dev.slipway.sbom.syft;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What a program said, made fit for a page: bounded, without terminal sequences. */
final class Messages {

    private static final int MAX_BYTES = 4_000;
    private static final Pattern TERMINAL_SEQUENCE =
            Pattern.compile("\\x1b(\\[[0-?]*[ -/]*[@-~]|\\][^\\x07\\x1b]*(\\x07|\\x1b\\\\)|[@-Z\\\\-_])");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");
    private static final Pattern ELAPSED = Pattern.compile("(?m)^\\[[0-9]{4,}] +");

    private Messages() {}

    /** The end of the file: that is where a program says why it gave up; its beginning too if it crashed. */
    static String read(Path file) {
        try (RandomAccessFile input = new RandomAccessFile(file.toFile(), "r")) {
            String first = read(input, 0, MAX_BYTES / 2);
            if (input.length() <= MAX_BYTES / 2) {
                return clean(first);
            }
            long from = Math.max(MAX_BYTES / 2, input.length() - MAX_BYTES / 2);
            return clean(first + (from > MAX_BYTES / 2 ? "\n…\n" : "") + read(input, from, MAX_BYTES / 2));
        } catch (IOException e) {
            return "Its messages can't be read: " + e.getMessage();
        }
    }

    static String clean(String text) {
        String plain = TERMINAL_SEQUENCE.matcher(text).replaceAll("");
        plain = CONTROL.matcher(plain).replaceAll("");
        return ELAPSED.matcher(plain).replaceAll("").strip();
    }

    private static String read(RandomAccessFile input, long from, int length) throws IOException {
        byte[] bytes = new byte[(int) Math.min(length, Math.max(0, input.length() - from))];
        input.seek(from);
        input.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
