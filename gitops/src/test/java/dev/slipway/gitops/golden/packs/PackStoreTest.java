package dev.slipway.gitops.golden.packs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.testing.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many batches, few packs. */
@Timeout(120)
class PackStoreTest {

    @TempDir
    Path directory;

    private FileRepository repository;
    private PackStore store;

    @BeforeEach
    void open() throws IOException {
        repository = new FileRepository(directory.toFile());
        repository.create(true);
        store = new PackStore(repository, Duration.ofMillis(200));
    }

    @AfterEach
    void close() {
        store.close();
        repository.close();
    }

    @Test
    void combinesManyPacksAndLosesNoObject() throws Exception {
        List<ObjectId> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.addAll(batch("batch " + i));
        }

        Await.until("the packs are combined", () -> packs() <= 60);

        try (Repository fresh =
                new FileRepositoryBuilder().setGitDir(directory.toFile()).build()) {
            assertReadable(fresh, all);
        }
        assertReadable(repository, all);
        checkedByGit();
    }

    @Test
    void disturbsNoReaderThatKnewTheOldPacks() throws Exception {
        List<ObjectId> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.addAll(batch("early " + i));
        }
        try (Repository reader =
                new FileRepositoryBuilder().setGitDir(directory.toFile()).build()) {
            assertReadable(reader, all.subList(0, 10));
            long before = packs();
            for (int i = 0; i < 40; i++) {
                batch("late " + i);
            }
            Await.until("the old packs are gone", () -> packs() < before);

            assertReadable(reader, all);
        }
    }

    @Test
    void takesBackWhatNoBranchLeadsTo() throws Exception {
        ObjectId id;
        try (PackBatch batch = store.begin()) {
            id = batch.inserter().insert(Constants.OBJ_BLOB, "lost".getBytes(StandardCharsets.UTF_8));
            batch.store();
            assertThat(packs()).isOne();
            batch.discard();
        }

        assertThat(packs()).isZero();
        try (Repository fresh =
                new FileRepositoryBuilder().setGitDir(directory.toFile()).build()) {
            assertThat(fresh.getObjectDatabase().has(id)).isFalse();
        }
    }

    @Test
    void keepsThePackThatHeldTheSameObjectsBefore() throws Exception {
        List<ObjectId> first = batch("same");
        try (PackBatch batch = store.begin()) {
            batch.inserter().insert(Constants.OBJ_BLOB, "same 0".getBytes(StandardCharsets.UTF_8));
            batch.inserter().insert(Constants.OBJ_BLOB, "same 1".getBytes(StandardCharsets.UTF_8));
            batch.store();
            batch.discard();
        }

        assertReadable(repository, first);
        assertThat(packs()).isOne();
    }

    @Test
    void discardsWhatACrashLeftHalfWritten() throws Exception {
        Path half = directory.resolve("slipway-incoming/insert_1.pack");
        store.close();
        Files.writeString(half, "PACK");

        store = new PackStore(repository, Duration.ofMillis(200));

        assertThat(half).doesNotExist();
    }

    private List<ObjectId> batch(String text) throws IOException {
        List<ObjectId> ids = new ArrayList<>();
        try (PackBatch batch = store.begin();
                ObjectReader reader = batch.reader()) {
            for (int i = 0; i < 2; i++) {
                byte[] content = (text + " " + i).getBytes(StandardCharsets.UTF_8);
                ids.add(batch.inserter().insert(Constants.OBJ_BLOB, content));
            }
            assertThat(reader.has(ids.get(0))).isTrue();
            batch.store();
        }
        return ids;
    }

    private static void assertReadable(Repository from, List<ObjectId> ids) throws IOException {
        for (ObjectId id : ids) {
            assertThat(from.open(id).getBytes()).isNotEmpty();
        }
    }

    private long packs() {
        try (Stream<Path> files = Files.list(directory.resolve("objects/pack"))) {
            return files.filter(file -> file.toString().endsWith(".pack")).count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void checkedByGit() throws Exception {
        Process process = new ProcessBuilder("git", "fsck", "--strict", "--no-dangling")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
