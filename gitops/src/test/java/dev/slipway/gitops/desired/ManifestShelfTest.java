package dev.slipway.gitops.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestShelfTest {

    @TempDir
    Path data;

    private ManifestShelf shelf;

    @BeforeEach
    void open() {
        shelf = new ManifestShelf(data);
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    @Test
    void leavesNothingBehindThatAKillCouldLeave() throws Exception {
        shelf.keep("{\"kind\":\"Secret\"}");

        try (Stream<Path> files = Files.list(data)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void keepsWhatIsInMemoryOnce() {
        Manifest manifest = Manifest.of("{\"a\":1}");
        Manifest kept = shelf.keep("{\"b\":2}");

        shelf.keep(Stream.of(manifest, kept, manifest));

        assertThat(manifest.isInMemory()).isFalse();
        assertThat(manifest.json()).isEqualTo("{\"a\":1}");
        assertThat(kept.json()).isEqualTo("{\"b\":2}");
    }

    @Test
    void aReaderThatIsInterruptedTakesNothingFromOthers() {
        Manifest kept = shelf.keep("{\"a\":1}");

        Thread.currentThread().interrupt();
        String read = kept.json();
        boolean isInterrupted = Thread.interrupted();

        assertThat(read).isEqualTo("{\"a\":1}");
        assertThat(isInterrupted).isTrue();
        assertThat(shelf.keep("{\"b\":2}").json()).isEqualTo("{\"b\":2}");
    }

    @Test
    void saysSoWhenTheTextsAreGone() {
        Manifest kept = shelf.keep("{\"a\":1}");
        shelf.close();

        assertThatThrownBy(kept::json).hasMessageContaining("the portal stops");
    }

    @Test
    void givesBackTheRoomOfWhatNobodyDeclares() {
        String large = "{\"text\":\"" + "x".repeat(1 << 20) + "\"}";
        Manifest kept = shelf.keep("{\"a\":1}");
        for (int i = 0; i < 40; i++) {
            shelf.keep(large);
        }

        shelf.tidy(() -> Stream.of(kept));

        assertThat(kept.json()).isEqualTo("{\"a\":1}");
    }
}
