package dev.slipway.gitops.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notes are on disk until they are needed no more. */
class JournalTest {

    @TempDir
    Path folder;

    @Test
    void keepsWhatWasNotedForTheNextProcess() throws IOException {
        Journal<String> journal = journal();
        journal.add("one");
        journal.add("two");

        assertThat(journal().all()).containsExactly("one", "two");
        assertThat(Files.getPosixFilePermissions(path())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void staysOpenForOthersWhenAWriterIsInterrupted() {
        Journal<String> journal = journal();

        Thread.currentThread().interrupt();
        long at = journal.add("interrupted");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(at).isNotNegative();
        assertThat(journal.add("later")).isGreaterThan(at);
        assertThat(journal().all()).containsExactly("interrupted", "later");
    }

    @Test
    void goesOnAfterALineThatWasOnlyHalfWritten() throws IOException {
        journal().add("whole");
        Files.writeString(path(), "\"half", StandardOpenOption.APPEND);

        Journal<String> next = journal();
        long at = next.add("after");

        assertThat(next.all()).containsExactly("whole", "after");
        assertThat(next.read(at, 10).notes()).containsExactly("after");
        assertThat(next.read(at, 10).next()).isEqualTo(Files.size(path()));
    }

    private Journal<String> journal() {
        return new Journal<>(path(), String.class);
    }

    private Path path() {
        return folder.resolve("notes.journal");
    }
}
