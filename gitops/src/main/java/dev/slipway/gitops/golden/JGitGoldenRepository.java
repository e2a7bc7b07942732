package dev.slipway.gitops.golden;

import dev.slipway.gitops.golden.packs.PackStore;
import dev.slipway.gitops.golden.signing.CommitSigner;
import dev.slipway.gitops.golden.transport.RemoteAccess;
import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.CommitSummary;
import dev.slipway.gitops.repository.Committed;
import dev.slipway.gitops.repository.FileChange;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.GoldenSettings;
import dev.slipway.gitops.repository.GoldenUnavailableException;
import dev.slipway.gitops.repository.Plan;
import dev.slipway.gitops.repository.PortalIdentity;
import dev.slipway.gitops.repository.RemoteState;
import dev.slipway.gitops.repository.RequestedDeletions;
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
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The golden repository on a bare JGit repository below the data directory. */
@Component
final class JGitGoldenRepository implements GoldenRepository, AutoCloseable {

    private final Path location;
    private final String ref;
    private final FileRepository repository;
    private final PackStore packs;
    private final RemoteAccess access;
    private final Remote remote;
    private final BranchWriter writer;
    private final CommitQueue queue;
    private final BranchWatch watch;
    private final CommitSearch search;
    private final DeletionClaims claims;

    JGitGoldenRepository(
            GoldenSettings settings,
            @Value("${slipway.data:./.slipway}") Path data,
            ApplicationEventPublisher events,
            ObjectProvider<RequestedDeletions> requested)
            throws IOException {
        this.location = data.toAbsolutePath().normalize().resolve("golden.git");
        this.ref = Constants.R_HEADS + settings.branch();
        this.repository = open(location, ref);
        this.access = new RemoteAccess(settings, location.resolve("slipway-ssh"));
        this.remote = settings.url() == null
                ? new OwnBranch(repository, ref)
                : new RemoteBranch(repository, ref, settings.url(), access);
        this.packs = new PackStore(repository);
        this.search = new CommitSearch(repository::newObjectReader);
        this.claims = new DeletionClaims(requested, search, repository::newObjectReader);
        this.watch = new BranchWatch(repository, ref, remote, settings, events);
        CommitSigner signer = CommitSigner.of(settings.signing());
        this.writer = new BranchWriter(repository, ref, remote, packs, signer);
        this.queue = new CommitQueue(writer::write);
    }

    private static FileRepository open(Path location, String ref) throws IOException {
        LeftLocks.remove(location);
        FileRepository repository = new FileRepository(location.toFile());
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
            return new JGitSnapshot(repository::newObjectReader, commit);
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
        Map<String, String> before = new TreeMap<>();
        now.files(directory)
                .forEach((path, content) ->
                        before.put(directory + "/" + path, new String(content, StandardCharsets.UTF_8)));
        Map<String, String> after = new TreeMap<>();
        files.forEach((path, content) -> after.put(directory + "/" + path, content));
        List<FileChange> changes = changes(before, after);
        beside.forEach((path, content) -> {
            String old = now.read(path);
            if (!content.equals(old)) {
                changes.add(new FileChange(path, old, content));
            }
        });
        changes.sort(Comparator.comparing(FileChange::path));
        return new Plan(now.commit(), directory, LiveTree.idOf(files), changes);
    }

    private static List<FileChange> changes(Map<String, String> before, Map<String, String> after) {
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        List<FileChange> changes = new ArrayList<>();
        for (String path : paths) {
            if (!Objects.equals(before.get(path), after.get(path))) {
                changes.add(new FileChange(path, before.get(path), after.get(path)));
            }
        }
        return changes;
    }

    @Override
    public Committed commit(Plan plan, CommitMessage message) {
        Committed committed = queue.commit(plan, message);
        watch.announce();
        return committed;
    }

    @Override
    public Committed propose(String branch, Plan plan, CommitMessage message, @Nullable String replaces) {
        return writer.propose(branch, plan, message, replaces == null ? null : ObjectId.fromString(replaces));
    }

    @Override
    public void withdraw(String branch, String at) {
        remote.propose(null, branch, ObjectId.fromString(at));
    }

    @Override
    public boolean canMerge(String branch) {
        ObjectId other = remote.fetch(branch);
        ObjectId base = ObjectId.fromString(fetched().commit());
        return other == null || TrialMerge.works(repository, base, other);
    }

    @Override
    public Snapshot fetched() {
        remote.fetch();
        watch.announce();
        return head();
    }

    @Override
    public String landed(String commit, String directory) {
        ObjectId id = ObjectId.fromString(commit);
        try {
            if (!search.reaches(tip(), id)
                    && !search.reaches(ObjectId.fromString(fetched().commit()), id)) {
                throw new GoldenUnavailableException(
                        "%s does not lead to commit %s yet".formatted(ref, commit), new IllegalStateException(ref));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The golden repository can't be read", e);
        }
        String tree = at(commit).tree(directory);
        return tree == null ? ObjectId.zeroId().name() : tree;
    }

    @Override
    public void seed(Map<String, byte[]> files) {
        seedOrLater(files);
        watch.announceAnew();
    }

    private void seedOrLater(Map<String, byte[]> files) {
        try {
            remote.fetch();
            if (tip() == null) {
                Map<String, String> contents = new TreeMap<>();
                files.forEach((path, content) -> contents.put(path, new String(content, StandardCharsets.UTF_8)));
                CommitMessage message = new CommitMessage(
                        "Seed the golden repository", "seed", PortalIdentity.NAME, PortalIdentity.EMAIL, Map.of());
                queue.commit(plan("catalog", Map.of(), contents), message);
            }
        } catch (GoldenUnavailableException e) {
            watch.seedLater(() -> seedOrLater(files));
        }
    }

    @Override
    public List<CommitSummary> history(String directory, int limit) {
        try {
            List<CommitSummary> commits = search.history(tip(), directory, limit);
            return remote instanceof OwnBranch ? commits : claims.judged(commits, directory);
        } catch (IOException e) {
            throw new UncheckedIOException("The golden repository's history can't be read", e);
        }
    }

    @Override
    public Path location() {
        return location;
    }

    @Override
    public CompletableFuture<Void> refresh() {
        return watch.look().copy();
    }

    @Override
    public RemoteState remote() {
        return remote.state();
    }

    @Override
    public void close() {
        queue.close();
        watch.close();
        access.close();
        packs.close();
        repository.close();
    }
}
