package dev.slipway.gitops.desired;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.repository.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads a commit, and of what did not change since the last one only the names. */
final class DesiredStateReader {

    private final Snapshot snapshot;
    private final DesiredState last;
    private final Function<String, Manifest> shelf;
    private final Map<String, List<DesiredInstance>> lastByTenant;
    private final Map<String, Tenant> tenants = new TreeMap<>();
    private final Map<String, String> trees = new TreeMap<>();
    private final Map<InstanceKey, DesiredInstance> instances = new TreeMap<>();
    private final List<GoldenProblem> problems = new ArrayList<>();

    /** @param shelf where the texts of manifests are kept */
    DesiredStateReader(Snapshot snapshot, DesiredState last, Function<String, Manifest> shelf) {
        this.snapshot = snapshot;
        this.last = last;
        this.shelf = shelf;
        this.lastByTenant = last.instances().values().stream()
                .collect(Collectors.groupingBy(instance -> instance.spec().key().tenant()));
    }

    DesiredState read() {
        snapshot.names("tenants").forEach(this::readTenant);
        Fleet fleet = new FleetReader(snapshot, last.fleet(), tenants, shelf).read();
        problems.addAll(fleet.problems());
        refuseTwins(fleet);
        trees.keySet().removeIf(name -> hasProblem("tenants/" + name + "/"));
        return new DesiredState(
                snapshot.commit(),
                Map.copyOf(tenants),
                Map.copyOf(trees),
                Map.copyOf(instances),
                fleet,
                List.copyOf(problems));
    }

    private void readTenant(String name) {
        String tree = snapshot.tree("tenants/" + name);
        if (tree != null && tree.equals(last.trees().get(name))) {
            trees.put(name, tree);
            keepWhatWas(name);
            return;
        }
        readChanged(name);
        if (tree != null) {
            trees.put(name, tree);
        }
    }

    private boolean hasProblem(String directory) {
        return problems.stream().anyMatch(problem -> problem.path().startsWith(directory));
    }

    private void readChanged(String name) {
        Tenant tenant = tenant(name);
        if (tenant == null) {
            keepWhatWas(name);
            return;
        }
        tenants.put(name, tenant);
        for (String child : snapshot.names("tenants/" + name)) {
            if (!child.equals("tenant.yaml")) {
                readInstance(tenant, new InstanceKey(name, child));
            }
        }
    }

    private @org.jspecify.annotations.Nullable Tenant tenant(String name) {
        String path = "tenants/" + name + "/tenant.yaml";
        return Attempt.at(path, problems, () -> {
            String text = snapshot.read(path);
            if (text != null) {
                return TenantReader.tenant(name, text);
            }
            if (snapshot.tree("tenants/" + name) != null) {
                problems.add(new GoldenProblem(
                        path, "The file is missing; take the whole directory away to remove a tenant"));
            }
            return null;
        });
    }

    /** A file that somebody broke must not take away what runs. */
    private void keepWhatWas(String name) {
        Tenant tenant = last.tenants().get(name);
        if (tenant == null) {
            return;
        }
        tenants.put(name, tenant);
        lastByTenant
                .getOrDefault(name, List.of())
                .forEach(instance -> instances.put(instance.spec().key(), instance));
    }

    private void readInstance(Tenant tenant, InstanceKey key) {
        String tree = snapshot.tree(key.path());
        if (tree == null) {
            return;
        }
        DesiredInstance before = last.instances().get(key);
        boolean same = before != null
                && before.tree().equals(tree)
                && tenant.equals(last.tenants().get(tenant.name()))
                && last.problems().stream().noneMatch(problem -> problem.path().startsWith(key.path() + "/"));
        if (same) {
            instances.put(key, before);
            return;
        }
        DesiredInstance now = parse(tenant, key, tree);
        if (now != null) {
            instances.put(key, now);
        } else if (before != null) {
            instances.put(key, before);
        }
    }

    private @org.jspecify.annotations.Nullable DesiredInstance parse(Tenant tenant, InstanceKey key, String tree) {
        String path = key.path() + "/request.yaml";
        return Attempt.at(path, problems, () -> {
            String text = snapshot.read(path);
            if (text == null) {
                problems.add(new GoldenProblem(path, "The file is missing; an instance can't be read without it"));
                return null;
            }
            var spec = TenantReader.instance(key, text);
            int before = problems.size();
            List<DesiredObject> objects = new ManifestReader(tenant.namespace(), key, problems, shelf)
                    .read(snapshot.files(key.path() + "/manifests"));
            boolean whole = problems.size() == before;
            return whole ? new DesiredInstance(spec, tenant.cluster(), tree, snapshot.commit(), objects) : null;
        });
    }

    /** Two that declare one object would fight over it for ever; baselines have it before instances, then the first by path. */
    private void refuseTwins(Fleet fleet) {
        Map<String, Map<ObjectRef, DesiredObject>> byCluster = new HashMap<>();
        instances.replaceAll((key, instance) -> {
            Map<ObjectRef, DesiredObject> taken = byCluster.computeIfAbsent(instance.cluster(), fleet::objectsOn);
            List<DesiredObject> kept = new ArrayList<>();
            for (DesiredObject object : instance.objects()) {
                DesiredObject twin = taken.putIfAbsent(object.ref(), object);
                if (twin == null) {
                    kept.add(object);
                } else {
                    problems.add(new GoldenProblem(
                            object.path(),
                            "%s is declared in %s too; one file must own it".formatted(object.ref(), twin.path())));
                }
            }
            return kept.size() == instance.objects().size()
                    ? instance
                    : new DesiredInstance(
                            instance.spec(), instance.cluster(), instance.tree(), instance.commit(), kept);
        });
    }
}
