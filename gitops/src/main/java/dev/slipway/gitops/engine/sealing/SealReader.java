package dev.slipway.gitops.engine.sealing;

import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.desired.TenantReader;
import dev.slipway.gitops.files.Mistakes;
import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.repository.Snapshot;
import dev.slipway.gitops.sealing.Seal;
import dev.slipway.gitops.sealing.SealFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a commit seals.
 *
 * @param ids the Git object ids of the tenants' directories, by name
 * @param seals by tenant
 * @param problems what can't be read; such a tenant's namespace stays as it was
 */
record SealReader(Map<String, String> ids, Map<String, Seal> seals, List<GoldenProblem> problems) {

    static final SealReader NOTHING = new SealReader(Map.of(), Map.of(), List.of());
    private static final Tenant UNREADABLE = new Tenant("", "", Tenant.Kind.NAMESPACE, "", null, "", "", null);

    /** @param last what was read before; of tenants that are the same nothing is read again */
    static SealReader read(Snapshot snapshot, SealReader last) {
        Map<String, String> ids = snapshot.ids("tenants");
        Map<String, Seal> seals = new TreeMap<>();
        List<GoldenProblem> problems = new ArrayList<>();
        ids.forEach((name, id) -> {
            Seal before = last.seals.get(name);
            String path = "tenants/" + name + "/tenant.yaml";
            if (id.equals(last.ids.get(name))
                    && last.problems.stream()
                            .noneMatch(problem -> problem.path().equals(path))) {
                if (before != null) {
                    seals.put(name, before);
                }
                return;
            }
            try {
                read(name, snapshot.read(path)).ifPresent(seal -> seals.put(name, seal));
            } catch (RuntimeException e) {
                List<String> mistakes = e instanceof IllegalArgumentException told
                        ? Mistakes.of(told)
                        : List.of(String.valueOf(e.getMessage()));
                mistakes.forEach(mistake -> problems.add(new GoldenProblem(path, mistake)));
                if (before != null) {
                    seals.put(name, before);
                }
            }
        });
        return new SealReader(ids, seals, problems);
    }

    private static Optional<Seal> read(String name, @Nullable String text) {
        if (text == null || SealFields.raw(text) == null) {
            return Optional.empty();
        }
        Mistakes mistakes = new Mistakes();
        Tenant tenant = mistakes.noting(() -> TenantReader.tenant(name, text));
        // A tenant that can't be read is no reason to keep silent of its seal.
        Optional<Seal> seal = mistakes.noting(() -> SealFields.read(tenant == null ? UNREADABLE : tenant, text));
        mistakes.throwIfAny();
        return seal == null ? Optional.empty() : seal;
    }
}
