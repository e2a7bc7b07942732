package dev.slipway.gitops.golden;

import dev.slipway.gitops.repository.FileChange;
import dev.slipway.gitops.repository.Plan;
import dev.slipway.gitops.repository.StalePlanException;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sees that no commit leaves files without their tenant, or puts them into a later tenant of the same name. */
final class TenantGuard {

    private static final Pattern DIRECTORY = Pattern.compile("(tenants/[^/]+)/.+");

    private final CommitSearch search;

    TenantGuard(CommitSearch search) {
        this.search = search;
    }

    /** Why a plan's commit must not be, or {@code null} where nothing is against it. */
    @Nullable
    StalePlanException objection(JGitSnapshot before, JGitSnapshot after, Plan plan) throws IOException {
        for (String tenant : tenantsOf(plan)) {
            String file = tenant + "/tenant.yaml";
            boolean writes = plan.changes().stream().anyMatch(change -> writesBelow(tenant, change));
            boolean there = after.blob(file) != null;
            if (writes && (!there || isLaterOne(file, before, plan))) {
                return StalePlanException.tenantGone(tenant, plan.base());
            }
            if (!there && before.blob(file) != null && after.tree(tenant) != null) {
                return new StalePlanException(tenant, plan.base());
            }
        }
        return null;
    }

    private boolean isLaterOne(String file, JGitSnapshot before, Plan plan) throws IOException {
        boolean own = plan.changes().stream().anyMatch(change -> change.path().equals(file));
        return !own && search.wasWithout(file, before.id(), plan.base());
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
