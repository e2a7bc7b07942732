package dev.slipway.gitops.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.LedgerNote;
import dev.slipway.gitops.store.Journal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for the database is on disk, and only so much of it in memory. */
class BacklogTest {

    private static final int MOST = 10;

    @TempDir
    Path folder;

    private Backlog backlog;

    @BeforeEach
    void open() {
        backlog = new Backlog(new Journal<>(folder.resolve("ledger.journal"), LedgerNote.class), MOST);
    }

    @Test
    void hasNoMoreInMemoryThanItMay() {
        List<String> keys =
                IntStream.range(0, 25).mapToObj(each -> "note-" + each).toList();
        keys.forEach(key -> backlog.add(note(key)));

        List<String> taken = new ArrayList<>();
        for (List<LedgerNote> next = next(); !next.isEmpty(); next = next()) {
            assertThat(next).hasSizeLessThanOrEqualTo(MOST);
            next.stream()
                    .map(LedgerNote::key)
                    .filter(key -> !taken.contains(key))
                    .forEach(taken::add);
            backlog.entered(next);
        }

        assertThat(taken).isEqualTo(keys);
    }

    private List<LedgerNote> next() {
        return backlog.next(Integer.MAX_VALUE);
    }

    @Test
    void losesNothingWhileManyAddAndOneTakes() {
        int writers = 4;
        int each = 2_000;
        List<CompletableFuture<Void>> adding = IntStream.range(0, writers)
                .mapToObj(writer -> CompletableFuture.runAsync(
                        () -> IntStream.range(0, each).forEach(i -> backlog.add(note(writer + "-" + i)))))
                .toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(adding.toArray(CompletableFuture[]::new));

        Set<String> taken = new HashSet<>();
        boolean isLastRound;
        do {
            isLastRound = all.isDone();
            for (List<LedgerNote> next = next(); !next.isEmpty(); next = next()) {
                next.forEach(note -> taken.add(note.key()));
                backlog.entered(next);
                backlog.tidy();
            }
        } while (!isLastRound);

        all.join();
        assertThat(taken).hasSize(writers * each);
    }

    @Test
    void keepsWhatIsOnDiskOnlyWhenTheJournalIsTidied() {
        int notes = 5_000;
        IntStream.range(0, notes).forEach(i -> backlog.add(note("note-" + i)));
        backlog.entered(backlog.next(3));
        backlog.tidy();

        Backlog later = new Backlog(new Journal<>(folder.resolve("ledger.journal"), LedgerNote.class), MOST);
        Set<String> left = new HashSet<>();
        for (List<LedgerNote> next = later.next(MOST); !next.isEmpty(); next = later.next(MOST)) {
            next.forEach(note -> left.add(note.key()));
            later.entered(next);
        }
        assertThat(left).hasSizeGreaterThanOrEqualTo(notes - 3);
    }

    private static LedgerNote note(String key) {
        return LedgerNote.of(EntryType.SEALED_REMOVAL, Map.of("much", "x".repeat(300)))
                .keyed(key);
    }
}
