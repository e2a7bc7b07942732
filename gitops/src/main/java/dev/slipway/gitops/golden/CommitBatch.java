package dev.slipway.gitops.golden;

import dev.slipway.gitops.golden.packs.PackBatch;
import dev.slipway.gitops.golden.signing.CommitSigner;
import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.Committed;
import dev.slipway.gitops.repository.FileChange;
import dev.slipway.gitops.repository.Plan;
import dev.slipway.gitops.repository.PortalIdentity;
import dev.slipway.gitops.repository.StalePlanException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.jspecify.annotations.Nullable;

/** Commits on top of each other that no branch leads to yet, and what each of them came to. */
final class CommitBatch {

    private final PackBatch objects;
    private final LiveTree tree;
    private final RecentHistory recent;
    private final CommitSigner signer;
    private final CommitSearch search;
    private final TenantGuard tenants;
    private final Map<PendingCommit, Object> outcomes = new LinkedHashMap<>();
    private final @Nullable ObjectId start;
    private @Nullable ObjectId tip;

    /** The reader is one of the objects'; it stays open as long as the batch is used. */
    CommitBatch(
            @Nullable ObjectId start, PackBatch objects, ObjectReader reader, RecentHistory recent, CommitSigner signer)
            throws IOException {
        this.start = start;
        this.tip = start;
        this.objects = objects;
        this.tree = LiveTree.of(new JGitSnapshot(objects::reader, start).root(), reader);
        this.recent = recent;
        this.signer = signer;
        this.search = new CommitSearch(objects::reader);
        this.tenants = new TenantGuard(recent, search);
    }

    boolean moves() {
        return tip != null && !tip.equals(start);
    }

    ObjectId tip() {
        return Objects.requireNonNull(tip);
    }

    void add(PendingCommit pending) throws IOException {
        Object outcome = outcome(pending);
        outcomes.put(pending, outcome);
        if (outcome instanceof Committed committed && committed.fresh()) {
            ObjectId commit = ObjectId.fromString(committed.commit());
            List<String> requests = List.of(pending.message().requestId());
            recent.add(commit, requests, TenantFiles.takenAway(pending.plan()));
            tip = commit;
        }
    }

    /** Answers those who wait. */
    void tell() {
        outcomes.forEach((pending, outcome) -> {
            if (outcome instanceof Committed committed) {
                pending.outcome().complete(committed);
            } else {
                pending.outcome().completeExceptionally((RuntimeException) outcome);
            }
        });
    }

    private Object outcome(PendingCommit pending) throws IOException {
        Plan plan = pending.plan();
        ObjectId earlier = earlier(plan, pending.message().requestId());
        if (earlier != null) {
            return new Committed(earlier.name(), false);
        }
        String stale = firstStale(plan);
        if (stale != null) {
            return new StalePlanException(stale, plan.base());
        }
        if (isDone(plan)) {
            return new Committed(name(tip), false);
        }
        StalePlanException objection = apply(plan);
        return objection == null ? new Committed(insert(pending.message()).name(), true) : objection;
    }

    /** Changes the tree, unless something is against it. */
    private @Nullable StalePlanException apply(Plan plan) throws IOException {
        Map<String, @Nullable ObjectId> before = new LinkedHashMap<>();
        Set<String> inhabited = tenants.inhabited(tree, plan);
        for (FileChange change : plan.changes()) {
            before.put(change.path(), tree.file(change.path()));
            tree.put(change.path(), change.after() == null ? null : blob(change.after()));
        }
        StalePlanException objection = tenants.objection(inhabited, tree, tip, plan);
        if (objection != null) {
            for (Map.Entry<String, @Nullable ObjectId> file : before.entrySet()) {
                tree.put(file.getKey(), file.getValue());
            }
        }
        return objection;
    }

    private ObjectId blob(String content) throws IOException {
        return objects.inserter().insert(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable ObjectId earlier(Plan plan, String requestId) throws IOException {
        ObjectId known = recent.byRequest(requestId);
        boolean allIsKnown = recent.knows(ObjectId.fromString(plan.base()));
        return known != null || allIsKnown ? known : search.byRequest(tip, plan, requestId);
    }

    private @Nullable String firstStale(Plan plan) throws IOException {
        for (FileChange change : plan.changes()) {
            ObjectId there = tree.file(change.path());
            boolean isAsPlanned = Objects.equals(idOf(change.before()), there);
            boolean isDoneByOthers =
                    !isAsPlanned && Objects.equals(idOf(change.after()), there) && maybeDoneByOthers(change, plan);
            if (!isAsPlanned && !isDoneByOthers) {
                return change.path();
            }
        }
        return null;
    }

    /** Two may need the same tenant, or take the same away; two that bring about the same instance want one name. */
    private static boolean maybeDoneByOthers(FileChange change, Plan plan) {
        return change.after() == null || !change.path().startsWith(plan.directory() + "/");
    }

    private boolean isDone(Plan plan) throws IOException {
        for (FileChange change : plan.changes()) {
            ObjectId there = tree.file(change.path());
            if ((there == null) != (change.after() == null) || !Objects.equals(idOf(change.after()), there)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable ObjectId idOf(@Nullable String content) {
        if (content == null) {
            return null;
        }
        try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
            return formatter.idFor(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8));
        }
    }

    private ObjectId insert(CommitMessage message) throws IOException {
        ObjectInserter inserter = objects.inserter();
        ObjectId root = tree.write(inserter::insert);
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(root == null ? inserter.insert(Constants.OBJ_TREE, new byte[0]) : root);
        if (tip != null) {
            commit.setParentId(tip);
        }
        commit.setAuthor(new PersonIdent(message.authorName(), message.authorEmail()));
        commit.setCommitter(new PersonIdent(PortalIdentity.NAME, PortalIdentity.EMAIL));
        commit.setMessage(Trailers.text(message));
        commit.setGpgSignature(signer.sign(commit.build()));
        return inserter.insert(commit);
    }

    private static String name(@Nullable ObjectId commit) {
        return commit == null ? ObjectId.zeroId().name() : commit.name();
    }
}
