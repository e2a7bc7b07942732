package dev.slipway.gitops.golden;

import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.Committed;
import dev.slipway.gitops.repository.FileChange;
import dev.slipway.gitops.repository.GoldenUnavailableException;
import dev.slipway.gitops.repository.Plan;
import dev.slipway.gitops.repository.StalePlanException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** Puts a batch of commits on the branch: one commit a request, one move of the branch for all. */
final class BranchWriter {

    private static final int RACES_BEFORE_GIVING_UP = 20;

    private final Repository repository;
    private final String ref;
    private final Remote remote;
    private final CommitSearch search;
    private final TenantGuard tenants;

    BranchWriter(Repository repository, String ref, Remote remote) {
        this.repository = repository;
        this.ref = ref;
        this.remote = remote;
        this.search = new CommitSearch(repository);
        this.tenants = new TenantGuard(search);
    }

    void write(List<PendingCommit> batch) {
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

    private boolean tryOnce(List<PendingCommit> batch) throws IOException {
        ObjectId start = repository.resolve(ref);
        ObjectId tip = start;
        Map<PendingCommit, Object> outcomes = new LinkedHashMap<>();
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            for (PendingCommit pending : batch) {
                Object outcome = commitOn(tip, pending, inserter);
                outcomes.put(pending, outcome);
                if (outcome instanceof Committed committed && committed.fresh()) {
                    tip = ObjectId.fromString(committed.commit());
                }
            }
            inserter.flush();
        }
        if (tip != null && !tip.equals(start) && !remote.advance(start, tip)) {
            return false;
        }
        outcomes.forEach(BranchWriter::tell);
        return true;
    }

    private static void tell(PendingCommit pending, Object outcome) {
        if (outcome instanceof Committed committed) {
            pending.outcome().complete(committed);
        } else {
            pending.outcome().completeExceptionally((RuntimeException) outcome);
        }
    }

    private Object commitOn(@Nullable ObjectId tip, PendingCommit pending, ObjectInserter inserter) throws IOException {
        Plan plan = pending.plan();
        JGitSnapshot now = new JGitSnapshot(repository, tip);
        ObjectId earlier = search.byRequest(tip, plan, pending.message().requestId());
        if (earlier != null) {
            return new Committed(earlier.name(), false);
        }
        String stale = firstStale(now, plan);
        if (stale != null) {
            return new StalePlanException(stale, plan.base());
        }
        if (isDone(now, plan)) {
            return new Committed(now.commit(), false);
        }
        ObjectId commit = insert(tip, now, pending, inserter);
        // What this batch has written so far can be read only once it is flushed.
        inserter.flush();
        StalePlanException objection = tenants.objection(now, new JGitSnapshot(repository, commit), plan);
        return objection == null ? new Committed(commit.name(), true) : objection;
    }

    private static @Nullable String firstStale(JGitSnapshot now, Plan plan) throws IOException {
        for (FileChange change : plan.changes()) {
            ObjectId there = now.blob(change.path());
            boolean isAsPlanned = Objects.equals(idOf(change.before()), there);
            boolean isDoneByOthers = Objects.equals(idOf(change.after()), there) && maybeDoneByOthers(change, plan);
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

    private static boolean isDone(JGitSnapshot now, Plan plan) throws IOException {
        for (FileChange change : plan.changes()) {
            if (!Objects.equals(idOf(change.after()), now.blob(change.path()))) {
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

    private ObjectId insert(@Nullable ObjectId tip, JGitSnapshot now, PendingCommit pending, ObjectInserter inserter)
            throws IOException {
        TreeEdit edit = new TreeEdit();
        for (FileChange change : pending.plan().changes()) {
            if (change.after() == null) {
                edit.remove(change.path());
            } else {
                edit.write(change.path(), change.after().getBytes(StandardCharsets.UTF_8));
            }
        }
        ObjectId tree = edit.applyTo(now.root(), inserter.newReader(), inserter::insert);
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree == null ? inserter.insert(Constants.OBJ_TREE, new byte[0]) : tree);
        if (tip != null) {
            commit.setParentId(tip);
        }
        CommitMessage message = pending.message();
        commit.setAuthor(new PersonIdent(message.authorName(), message.authorEmail()));
        commit.setCommitter(Committer.now());
        commit.setMessage(text(message));
        return inserter.insert(commit);
    }

    private static String text(CommitMessage message) {
        StringBuilder text = new StringBuilder(message.subject()).append("\n\n");
        text.append(CommitSearch.TRAILER).append(message.requestId()).append('\n');
        message.trailers()
                .forEach((name, value) -> text.append(name)
                        .append(": ")
                        .append(value.replaceAll("\\s+", " "))
                        .append('\n'));
        return text.toString();
    }
}
