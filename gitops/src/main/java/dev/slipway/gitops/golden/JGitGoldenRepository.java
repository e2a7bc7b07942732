package dev.slipway.gitops.golden;

import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.CommitSummary;
import dev.slipway.gitops.repository.Committed;
import dev.slipway.gitops.repository.FileChange;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.GoldenSettings;
import dev.slipway.gitops.repository.GoldenUnavailableException;
import dev.slipway.gitops.repository.Plan;
import dev.slipway.gitops.repository.RemoteState;
import dev.slipway.gitops.repository.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The golden repository on a bare JGit repository below the data directory. */
@Component
final class JGitGoldenRepository implements GoldenRepository, AutoCloseable {

    private final Path location;
    private final String ref;
    private final Repository repository;
    private final Remote remote;
    private final BranchWriter writer;
    private final CommitQueue queue;
    private final BranchWatch watch;
    private final CommitSearch search;

    JGitGoldenRepository(
            GoldenSettings settings, @Value("${slipway.data:./.slipway}") Path data, ApplicationEventPublisher events)
            throws IOException {
        this.location = data.toAbsolutePath().normalize().resolve("golden.git");
        this.ref = Constants.R_HEADS + settings.branch();
        this.repository = open(location, ref);
        this.remote =
                settings.url() == null ? new OwnBranch(repository, ref) : new RemoteBranch(repository, ref, settings);
        this.writer = new BranchWriter(repository, ref, remote);
        this.search = new CommitSearch(repository);
        this.watch = new BranchWatch(repository, ref, remote, settings, events);
        this.queue = new CommitQueue(writer::write);
    }

    private static Repository open(Path location, String ref) throws IOException {
        Repository repository = new FileRepositoryBuilder()
                .setGitDir(location.toFile())
                .setBare()
                .build();
        if (!Files.exists(location.resolve("HEAD"))) {
            Files.createDirectories(location);
            repository.create(true);
            repository.updateRef(Constants.HEAD).link(ref);
        }
        return repository;
    }

    @Override
    public Snapshot head() {
        return snapshot(tip());
    }

    @Override
    public Snapshot at(String commit) {
        return snapshot(ObjectId.fromString(commit));
    }

    private JGitSnapshot snapshot(@Nullable ObjectId commit) {
        try {
            return new JGitSnapshot(repository, commit);
        } catch (IOException e) {
            throw new UncheckedIOException("The golden repository can't be read", e);
        }
    }

    private @Nullable ObjectId tip() {
        try {
            return repository.resolve(ref);
        } catch (IOException e) {
            throw new UncheckedIOException("The golden repository can't be read", e);
        }
    }

    @Override
    public Plan plan(String directory, Map<String, String> files, Map<String, String> beside) {
        JGitSnapshot now = snapshot(tip());
        Map<String, String> wanted = new TreeMap<>(beside);
        files.forEach((path, content) -> wanted.put(directory + "/" + path, content));
        List<FileChange> changes = new ArrayList<>();
        wanted.forEach((path, content) -> {
            String before = now.read(path);
            if (!content.equals(before)) {
                changes.add(new FileChange(path, before, content));
            }
        });
        now.files(directory).forEach((path, content) -> {
            if (!files.containsKey(path)) {
                String before = new String(content, StandardCharsets.UTF_8);
                changes.add(new FileChange(directory + "/" + path, before, null));
            }
        });
        changes.sort(Comparator.comparing(FileChange::path));
        return new Plan(now.commit(), directory, treeOf(files), changes);
    }

    private String treeOf(Map<String, String> files) {
        TreeEdit edit = new TreeEdit();
        files.forEach((path, content) -> edit.write(path, content.getBytes(StandardCharsets.UTF_8)));
        try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter();
                ObjectReader reader = repository.newObjectReader()) {
            ObjectId tree = edit.applyTo(null, reader, formatter::idFor);
            return tree == null ? ObjectId.zeroId().name() : tree.name();
        } catch (IOException e) {
            throw new UncheckedIOException("A tree can't be reckoned", e);
        }
    }

    @Override
    public Committed commit(Plan plan, CommitMessage message) {
        Committed committed = queue.commit(plan, message);
        watch.announce();
        return committed;
    }

    @Override
    public void seed(Map<String, byte[]> files) {
        try {
            remote.fetch();
            if (tip() == null) {
                Map<String, String> contents = new TreeMap<>();
                files.forEach((path, content) -> contents.put(path, new String(content, StandardCharsets.UTF_8)));
                CommitMessage message = new CommitMessage(
                        "Seed the golden repository", "seed", "Slipway", "slipway@localhost", Map.of());
                queue.commit(plan("catalog", Map.of(), contents), message);
            }
        } catch (GoldenUnavailableException e) {
            watch.seedLater(() -> seed(files));
        }
        watch.announce();
    }

    @Override
    public List<CommitSummary> history(String directory, int limit) {
        try {
            return search.history(tip(), directory, limit);
        } catch (IOException e) {
            throw new UncheckedIOException("The golden repository's history can't be read", e);
        }
    }

    @Override
    public Path location() {
        return location;
    }

    @Override
    public void refresh() {
        watch.look();
    }

    @Override
    public RemoteState remote() {
        return remote.state();
    }

    @Override
    public void close() {
        queue.close();
        watch.close();
        repository.close();
    }
}
