package dev.slipway.sbom.syft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessagesTest {

    @TempDir
    Path folder;

    @Test
    void stripsTerminalSequencesAndElapsedTimes() {
        assertThat(Messages.clean(
                        "\u001b[1;31m[0012] ERROR\u001b[0m could\u0007 not\r\n\u001b]0;title\u0007determine\n"))
                .isEqualTo("ERROR could not\ndetermine");
    }

    @Test
    void keepsBeginningAndEndOfALongFile() throws Exception {
        Path file = Files.writeString(folder.resolve("log"), "first " + "x".repeat(100_000) + " last");

        assertThat(Messages.read(file))
                .startsWith("first")
                .contains("\n…\n")
                .endsWith("last")
                .hasSizeLessThan(4100);
    }

    @Test
    void keepsAllOfAShortFile() throws Exception {
        assertThat(Messages.read(Files.writeString(folder.resolve("log"), "a".repeat(3000))))
                .hasSize(3000);
    }
}
