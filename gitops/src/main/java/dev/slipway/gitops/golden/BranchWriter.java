package dev.slipway.gitops.golden;

import dev.slipway.gitops.golden.packs.PackBatch;
import dev.slipway.gitops.golden.packs.PackStore;
import dev.slipway.gitops.golden.signing.CommitSigner;
import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.Committed;
import dev.slipway.gitops.repository.GoldenUnavailableException;
import dev.slipway.gitops.repository.Plan;
import dev.slipway.gitops.repository.PortalIdentity;
import dev.slipway.gitops.repository.PushRefusedException;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Puts a batch of commits on the branch: one commit a request, one move of the branch for all. */
final class BranchWriter {

    private static final int RACES_BEFORE_GIVING_UP = 20;

    private final Repository repository;
    private final String ref;
    private final Remote remote;
    private final PackStore packs;
    private final CommitSigner signer;
    private final RecentHistory recent = new RecentHistory();

    BranchWriter(Repository repository, String ref, Remote remote, PackStore packs, CommitSigner signer) {
        this.repository = repository;
        this.ref = ref;
        this.remote = remote;
        this.packs = packs;
        this.signer = signer;
    }

    /** What a remote refuses of many together is tried one by one, so that one commit doesn't hold the others up. */
    void write(List<PendingCommit> batch) {
        try {
            writeTogether(batch);
        } catch (PushRefusedException e) {
            if (batch.size() == 1) {
                throw e;
            }
            batch.forEach(this::writeAlone);
        }
    }

    private void writeAlone(PendingCommit pending) {
        try {
            writeTogether(List.of(pending));
        } catch (GoldenUnavailableException e) {
            pending.outcome().completeExceptionally(e);
        }
    }

    /** One commit on a branch of its own, beside the one that counts. */
    synchronized Committed propose(String branch, Plan plan, CommitMessage message, @Nullable ObjectId replaces) {
        remote.fetch();
        PendingCommit pending = new PendingCommit(plan, message);
        try (PackBatch objects = packs.begin();
                ObjectReader reader = objects.reader()) {
            ObjectId start = repository.resolve(ref);
            CommitBatch batch = new CommitBatch(start, objects, reader, new RecentHistory(), signer);
            batch.add(pending);
            if (batch.moves()) {
                ObjectId left = replaces == null ? remote.fetch(branch) : null;
                if (left != null) {
                    return takenUp(left, branch, message);
                }
                objects.store();
                remote.propose(batch.tip(), branch, replaces == null ? ObjectId.zeroId() : replaces);
            }
            batch.tell();
        } catch (IOException e) {
            throw new GoldenUnavailableException("The golden repository can't be written: " + e.getMessage(), e);
        }
        return pending.result();
    }

    /** What an earlier try, cut short, or another replica put there is taken as it is; what others did stays theirs. */
    private Committed takenUp(ObjectId left, String branch, CommitMessage message) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(left);
            if (commit.getCommitterIdent().getEmailAddress().equals(PortalIdentity.EMAIL)
                    && Trailers.requestIds(commit).contains(message.requestId())) {
                return new Committed(left.name(), true);
            }
        }
        throw new GoldenUnavailableException(
                "Somebody else pushed to %s, which the portal doesn't replace".formatted(branch),
                new IllegalStateException(left.name()));
    }

    private synchronized void writeTogether(List<PendingCommit> batch) {
        try {
            for (int race = 0; race < RACES_BEFORE_GIVING_UP; race++) {
                remote.fetch();
                if (tryOnce(batch)) {
                    return;
                }
            }
            throw new GoldenUnavailableException(
                    "Somebody else moved the branch %d times in a row".formatted(RACES_BEFORE_GIVING_UP),
                    new IllegalStateException(ref));
        } catch (IOException e) {
            throw new GoldenUnavailableException("The golden repository can't be written: " + e.getMessage(), e);
        }
    }

    private boolean tryOnce(List<PendingCommit> waiting) throws IOException {
        ObjectId start = repository.resolve(ref);
        try (PackBatch objects = packs.begin();
                ObjectReader reader = objects.reader()) {
            recent.follow(start, reader);
            CommitBatch batch = new CommitBatch(start, objects, reader, recent, signer);
            for (PendingCommit pending : waiting) {
                batch.add(pending);
            }
            if (batch.moves() && !advance(start, batch.tip(), objects)) {
                return false;
            }
            batch.tell();
            return true;
        }
    }

    /** What a branch does not lead to is forgotten: nobody was told of it. */
    private boolean advance(@Nullable ObjectId from, ObjectId to, PackBatch objects) throws IOException {
        boolean advanced = false;
        try {
            objects.store();
            advanced = remote.advance(from, to);
            return advanced;
        } finally {
            if (!advanced) {
                recent.clear();
                objects.discard();
            }
        }
    }
}
