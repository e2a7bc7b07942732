package dev.slipway.gitops.golden;

import dev.slipway.gitops.repository.FileChange;
import dev.slipway.gitops.repository.Plan;
import dev.slipway.gitops.repository.StalePlanException;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Sees that no commit leaves files without their tenant, or puts them into a later tenant of the same name. */
final class TenantGuard {

    private static final Pattern DIRECTORY = Pattern.compile("(tenants/[^/]+)/.+");

    private final RecentHistory recent;
    private final CommitSearch search;

    TenantGuard(RecentHistory recent, CommitSearch search) {
        this.recent = recent;
        this.search = search;
    }

    /** The tenants that a plan concerns and that are there before it. */
    Set<String> inhabited(LiveTree before, Plan plan) throws IOException {
        Set<String> tenants = new TreeSet<>();
        for (String tenant : tenantsOf(plan)) {
            if (before.file(TenantFiles.of(tenant)) != null) {
                tenants.add(tenant);
            }
        }
        return tenants;
    }

    /** Why a plan's commit on a tip must not be, or {@code null} where nothing is against it. */
    @Nullable
    StalePlanException objection(Set<String> inhabited, LiveTree after, @Nullable ObjectId tip, Plan plan)
            throws IOException {
        for (String tenant : tenantsOf(plan)) {
            String file = TenantFiles.of(tenant);
            boolean writes = plan.changes().stream().anyMatch(change -> writesBelow(tenant, change));
            boolean there = after.file(file) != null;
            if (writes && (!there || isLaterOne(file, tip, plan))) {
                return StalePlanException.tenantGone(tenant, plan.base());
            }
            if (!there && inhabited.contains(tenant) && after.hasDirectory(tenant)) {
                return new StalePlanException(tenant, plan.base());
            }
        }
        return null;
    }

    private boolean isLaterOne(String file, @Nullable ObjectId tip, Plan plan) throws IOException {
        boolean own = plan.changes().stream().anyMatch(change -> change.path().equals(file));
        if (own || tip == null) {
            return false;
        }
        ObjectId base = ObjectId.fromString(plan.base());
        return recent.knows(base) ? recent.tookAway(file, base) : search.wasWithout(file, tip, plan.base());
    }

    private static boolean writesBelow(String tenant, FileChange change) {
        return change.after() != null && change.path().startsWith(tenant + "/");
    }

    private static Set<String> tenantsOf(Plan plan) {
        Set<String> tenants = new TreeSet<>();
        for (FileChange change : plan.changes()) {
            Matcher matcher = DIRECTORY.matcher(change.path());
            if (matcher.matches()) {
                tenants.add(matcher.group(1));
            }
        }
        return tenants;
    }
}
