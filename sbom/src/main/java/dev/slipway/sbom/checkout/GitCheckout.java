package dev.slipway.sbom.checkout;

import dev.slipway.sbom.Source;
import dev.slipway.sbom.syft.ScanFailed;
import dev.slipway.sbom.syft.SyftSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCacheCheckout;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fetches one commit of a repository, without history, submodules or links, and writes its files. */
@Component
public final class GitCheckout {

    private static final String SCANNED = "refs/slipway/scanned";
    private static final int SILENCE_SECONDS = 30;

    private final GitSettings settings;
    private final SyftSettings limits;
    private final LocalAddresses local;

    GitCheckout(GitSettings settings, SyftSettings limits, LocalAddresses local) {
        this.settings = settings;
        this.limits = limits;
        this.local = local;
    }

    /**
     * Writes the files of a repository's commit.
     *
     * @param gitFolder an empty folder for Git's own data
     * @param tree an empty folder for the files
     * @param deadline when to give up
     * @throws ScanFailed if the repository can't be fetched, has no such ref, or exceeds a limit
     */
    public void checkOut(Source.GitRepository source, Path gitFolder, Path tree, Instant deadline) {
        if ("ssh".equalsIgnoreCase(source.url().getScheme())) {
            throw new ScanFailed("Can't fetch " + source.text() + ": this portal has no SSH key; use https");
        }
        var budget = new TransferBudget(settings.maxTransfer().toBytes(), deadline);
        try (Repository repository = LimitedRepository.create(
                        gitFolder, tree, limits.maxSize().toBytes());
                Git git = new Git(repository)) {
            ObjectId fetched = fetch(git, source, budget);
            try (RevWalk walk = new RevWalk(repository)) {
                RevCommit commit = walk.parseCommit(fetched);
                requireWithinLimits(repository, commit, budget);
                new DirCacheCheckout(repository, repository.lockDirCache(), commit.getTree()).checkout();
            }
        } catch (GitAPIException | IOException | LargeObjectException e) {
            throw new ScanFailed("Can't fetch " + source.text() + ": " + innermostMessage(e), e);
        }
    }

    private ObjectId fetch(Git git, Source.GitRepository source, TransferBudget budget)
            throws GitAPIException, IOException {
        boolean byId = source.ref() != null && ObjectId.isId(source.ref());
        String wanted = byId ? source.ref() : find(git, source, budget);
        limited(git.fetch(), source, budget)
                .setRemote(source.url().toString())
                .setRefSpecs(new RefSpec("+" + wanted + ":" + SCANNED))
                .setTagOpt(TagOpt.NO_TAGS)
                .setDepth(1)
                .setProgressMonitor(new EmptyProgressMonitor() {
                    @Override
                    public boolean isCancelled() {
                        return budget.isOver();
                    }
                })
                .call();
        if (byId) {
            // JGit gives no name to what is asked for by its id.
            return ObjectId.fromString(wanted);
        }
        Ref fetched = git.getRepository().exactRef(SCANNED);
        if (fetched == null) {
            throw new ScanFailed(source.text() + " has nothing to fetch");
        }
        return fetched.getObjectId();
    }

    private String find(Git git, Source.GitRepository source, TransferBudget budget) throws GitAPIException {
        Map<String, Ref> refs = limited(git.lsRemote(), source, budget)
                .setRemote(source.url().toString())
                .callAsMap();
        String ref = source.ref();
        Stream<String> candidates = ref == null
                ? Stream.of(Constants.HEAD)
                : Stream.of(ref, Constants.R_HEADS + ref, Constants.R_TAGS + ref);
        return candidates
                .filter(refs::containsKey)
                .findFirst()
                .orElseThrow(() -> new ScanFailed(source.url() + " has no "
                        + (ref == null ? "default branch" : "branch or tag " + Source.quote(ref))));
    }

    private <C extends TransportCommand<C, ?>> C limited(
            C command, Source.GitRepository source, TransferBudget budget) {
        return command.setTimeout(SILENCE_SECONDS).setTransportConfigCallback(transport -> {
            // Replaces the process-wide default too, which may hold credentials for something else.
            transport.setCredentialsProvider(credentials(source));
            if (transport instanceof TransportHttp http) {
                http.setHttpConnectionFactory(new LimitedHttp(budget, local));
            }
        });
    }

    private @Nullable CredentialsProvider credentials(Source.GitRepository source) {
        String host = source.url().getHost();
        GitSettings.Credentials known = settings.credentials().get(host);
        return known == null ? null : new HostCredentials(host, known);
    }

    /** Counts folders too: a handful of trees can name each other a billion times over. */
    private void requireWithinLimits(Repository repository, RevCommit commit, TransferBudget budget)
            throws IOException {
        long entries = 0;
        long bytes = 0;
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(commit.getTree());
            while (walk.next()) {
                budget.spend(0);
                entries++;
                if (walk.isSubtree()) {
                    walk.enterSubtree();
                } else if (!FileMode.GITLINK.equals(walk.getRawMode(0))) {
                    bytes += walk.getObjectReader().getObjectSize(walk.getObjectId(0), Constants.OBJ_BLOB);
                }
                if (entries > limits.maxFiles() || bytes > limits.maxSize().toBytes()) {
                    throw new ScanFailed(
                            "The repository has more than %,d files or %,d bytes; larger ones aren't scanned"
                                    .formatted(
                                            limits.maxFiles(), limits.maxSize().toBytes()));
                }
            }
        }
    }

    private static String innermostMessage(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
