package dev.slipway.gitops.golden;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * What the branch's newest commits did, as long as each builds on the one before: so that what a writer asks of each
 * commit since its plan costs the same however many came in between. Where it does not know, Git's history is walked.
 */
final class RecentHistory {

    private static final int LONGEST = 5_000;

    private final Map<ObjectId, Entry> commits = new LinkedHashMap<>();
    private final Map<String, ObjectId> requests = new HashMap<>();
    private final Map<String, Long> takenAway = new HashMap<>();
    private @Nullable ObjectId tip;
    private long count;

    /** Whether all commits between this one and the tip are known. */
    boolean knows(ObjectId commit) {
        return commits.containsKey(commit);
    }

    /** The known commit that answered a request. */
    @Nullable
    ObjectId byRequest(String requestId) {
        return requests.get(requestId);
    }

    /** Whether a commit that came after a known one took a file away. */
    boolean tookAway(String file, ObjectId after) {
        Entry entry = commits.get(after);
        Long taken = takenAway.get(file);
        return entry != null && taken != null && taken > entry.number;
    }

    /** A commit was put on top of the tip. */
    void add(ObjectId commit, Collection<String> requestIds, Collection<String> files) {
        long number = count++;
        commits.put(commit, new Entry(number, List.copyOf(requestIds)));
        requestIds.forEach(request -> requests.putIfAbsent(request, commit));
        files.forEach(file -> takenAway.put(file, number));
        tip = commit;
        if (commits.size() > LONGEST) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        Iterator<Entry> oldest = commits.values().iterator();
        Entry gone = oldest.next();
        oldest.remove();
        gone.requests.forEach(requests::remove);
        takenAway.values().removeIf(number -> number <= gone.number);
    }

    /** Forgets all, as after commits that did not reach the branch. */
    void clear() {
        commits.clear();
        requests.clear();
        takenAway.clear();
        tip = null;
    }

    /** Follows the branch to where it stands now, over commits that others made. */
    void follow(@Nullable ObjectId now, ObjectReader reader) throws IOException {
        if (now == null || now.equals(tip)) {
            return;
        }
        Deque<RevCommit> since = tip == null ? null : line(now, reader);
        if (since == null) {
            clear();
            add(now, List.of(), List.of());
            return;
        }
        for (RevCommit commit : since) {
            add(commit.copy(), Trailers.requestIds(commit), TenantFiles.takenAway(reader, commit));
        }
    }

    /** The commits from the known tip to another, oldest first; {@code null} where they are no single line, or too long. */
    private @Nullable Deque<RevCommit> line(ObjectId to, ObjectReader reader) throws IOException {
        Deque<RevCommit> line = new ArrayDeque<>();
        try (RevWalk walk = new RevWalk(reader)) {
            RevCommit at = walk.parseCommit(to);
            while (!at.equals(tip)) {
                line.addFirst(at);
                if (at.getParentCount() != 1 || line.size() > LONGEST) {
                    return null;
                }
                at = walk.parseCommit(at.getParent(0));
            }
            return line;
        }
    }

    private record Entry(long number, List<String> requests) {}
}
