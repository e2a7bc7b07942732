package dev.slipway.portal.clusters;

import dev.slipway.clusters.Clusters;
import dev.slipway.clusters.remote.Access;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.UnreadableFileException;
import dev.slipway.gitops.fleet.ClusterReport;
import dev.slipway.gitops.fleet.FleetFiles;
import dev.slipway.gitops.fleet.RegisteredCluster;
import dev.slipway.gitops.fleet.RegisteredClusters;
import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.CommitSummary;
import dev.slipway.gitops.repository.FileChange;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.GoldenUnavailableException;
import dev.slipway.gitops.repository.Plan;
import dev.slipway.gitops.repository.PushRefusedException;
import dev.slipway.gitops.repository.Snapshot;
import dev.slipway.gitops.repository.StalePlanException;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.ConflictException;
import dev.slipway.portal.web.InvalidInputException;
import dev.slipway.portal.web.NotFoundException;
import dev.slipway.portal.web.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Registers clusters: their files go into the golden repository, their credentials don't. */
@Component
class Registrations {

    private static final Logger log = LoggerFactory.getLogger(Registrations.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final RegisteredClusters clusters;
    private final GoldenRepository golden;
    private final Instances instances;

    Registrations(RegisteredClusters clusters, GoldenRepository golden, Instances instances) {
        this.clusters = clusters;
        this.golden = golden;
        this.instances = instances;
    }

    /** Registers a cluster that isn't registered yet. */
    String register(RegisterBody body, Person person) {
        String name = body.name() == null ? "" : body.name();
        Snapshot head = golden.head();
        if (!name.isEmpty() && head.read(FleetFiles.path(name)) != null && !awaitsCredentials(name, body)) {
            throw new ConflictException("The cluster '%s' is registered already; change it instead.".formatted(name));
        }
        write(name, body, head, person);
        return name;
    }

    /** Somebody pushed the file and now gives the credentials by the words that the portal told them. */
    private boolean awaitsCredentials(String name, RegisterBody body) {
        return body.hasCredentials()
                && clusters.find(name)
                        .filter(report -> !report.hasCredentials())
                        .isPresent();
    }

    /** Changes a registered cluster; what isn't given stays as it is. */
    void change(String name, RegisterBody body, Person person) {
        if (body.name() != null && !body.name().equals(name)) {
            throw new InvalidInputException("/name", "A cluster can't be renamed; register it anew instead.");
        }
        Snapshot head = golden.head();
        if (head.read(FleetFiles.path(name)) == null) {
            throw new NotFoundException("registered cluster", name);
        }
        write(name, body, head, person);
    }

    private void write(String name, RegisterBody body, Snapshot head, Person person) {
        String path = FleetFiles.path(name);
        String before = head.read(path);
        RegisteredCluster cluster = checked(name, body, before);
        if (cluster.kind() != RegisteredCluster.Kind.REGISTERED && body.hasCredentials()) {
            throw new InvalidInputException("/name", "The host takes labels only; its connection is a setting.");
        }
        Access access = body.hasCredentials() ? access(body) : null;
        if (access != null) {
            clusters.keepCredentials(cluster.credentials(), access, person.name());
            log.info("{} gave credentials for cluster {} at {}", person.name(), name, access.server());
        }
        String after = FleetFiles.write(cluster);
        if (!after.equals(before)) {
            commit(head, new FileChange(path, before, after), before == null ? "Register" : "Change", name, person);
        }
    }

    private RegisteredCluster checked(String name, RegisterBody body, @Nullable String before) {
        if (name.equals(Clusters.HOST) && before == null && body.labels() == null) {
            throw new InvalidInputException("/name", "'host' is the platform's own cluster.");
        }
        if (instances.tenant(name).isPresent()) {
            throw new InvalidInputException("/name", "There is a tenant '%s'; choose another name.".formatted(name));
        }
        try {
            RegisteredCluster old = before == null ? null : FleetFiles.cluster(name, before);
            RegisteredCluster wanted = merged(name, body, old);
            return FleetFiles.cluster(name, FleetFiles.write(wanted));
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            String pointer = message.startsWith("metadata.labels")
                    ? "/labels"
                    : message.startsWith("spec.namespaces")
                            ? "/namespaces"
                            : message.startsWith("spec.engine") ? "/engine" : "/name";
            throw new InvalidInputException(pointer, message);
        }
    }

    private static RegisteredCluster merged(String name, RegisterBody body, @Nullable RegisteredCluster old) {
        boolean host = name.equals(Clusters.HOST);
        return new RegisteredCluster(
                name,
                host ? RegisteredCluster.Kind.HOST : RegisteredCluster.Kind.REGISTERED,
                body.labels() != null ? body.labels() : old == null ? Map.of() : old.labels(),
                body.namespaces() != null ? body.namespaces() : old == null ? List.of() : old.namespaces(),
                old == null ? null : old.server(),
                old == null ? name : old.credentials(),
                body.engine() != null
                        ? engine(body.engine())
                        : old == null ? RegisteredCluster.Engine.SLIPWAY : old.engine(),
                body.paused() != null ? body.paused() : old != null && old.paused());
    }

    private static RegisteredCluster.Engine engine(String text) {
        return Stream.of(RegisteredCluster.Engine.values())
                .filter(engine -> engine.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "spec.engine is '%s', expected slipway, flux or argocd".formatted(text)));
    }

    private static Access access(RegisterBody body) {
        try {
            if (body.kubeconfig() != null) {
                if (body.token() != null || body.server() != null || body.certificateAuthority() != null) {
                    throw new IllegalArgumentException("Expected a kubeconfig, or a server with a token, and not both");
                }
                return Access.ofKubeconfig(body.kubeconfig(), body.context());
            }
            return Access.ofToken(
                    Objects.requireNonNullElse(body.server(), ""),
                    body.certificateAuthority(),
                    Objects.requireNonNullElse(body.token(), ""));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    body.kubeconfig() != null ? "/kubeconfig" : "/server", String.valueOf(e.getMessage()));
        }
    }

    /** Forgets a cluster and its credentials; what is in it stays. */
    void unregister(String name, @Nullable String confirm, Person person) {
        Snapshot head = golden.head();
        String before = head.read(FleetFiles.path(name));
        if (before == null || name.equals(Clusters.HOST)) {
            throw new NotFoundException("registered cluster", name);
        }
        if (!name.equals(confirm)) {
            throw new InvalidInputException(
                    "/confirm", "Unregistering needs its name as the parameter confirm: ?confirm=%s".formatted(name));
        }
        List<String> tenants = instances.tenants().stream()
                .filter(tenant -> tenant.cluster().equals(name))
                .map(tenant -> tenant.name())
                .toList();
        if (!tenants.isEmpty()) {
            throw new ConflictException(
                    "The tenants %s live in the cluster '%s'.".formatted(String.join(", ", tenants), name));
        }
        commit(head, new FileChange(FleetFiles.path(name), before, null), "Unregister", name, person);
        Stream.of(name, credentials(name, before))
                .distinct()
                .filter(credentials -> !areOthers(credentials, name))
                .forEach(clusters::forgetCredentials);
    }

    /** What its file refers to; a file that can't be read refers to nothing. */
    private static String credentials(String name, String file) {
        try {
            return FleetFiles.cluster(name, file).credentials();
        } catch (IllegalArgumentException | UnreadableFileException e) {
            return name;
        }
    }

    /** Files may share credentials. */
    private boolean areOthers(String credentials, String unregistered) {
        return clusters.list().stream()
                .map(ClusterReport::cluster)
                .anyMatch(cluster -> !cluster.name().equals(unregistered)
                        && cluster.credentials().equals(credentials));
    }

    private void commit(Snapshot head, FileChange change, String verb, String name, Person person) {
        Plan plan = new Plan(head.commit(), "clusters/" + name, "", List.of(change));
        CommitMessage message = new CommitMessage(
                "%s cluster %s".formatted(verb, name),
                UUID.randomUUID().toString(),
                person.displayName(),
                Objects.requireNonNullElse(person.email(), person.name()),
                Map.of(CommitSummary.REQUESTED_BY, person.name()));
        try {
            golden.commit(plan, message);
        } catch (StalePlanException e) {
            throw new ConflictException(
                    "The cluster '%s' was just changed by somebody else; look again.".formatted(name));
        } catch (PushRefusedException e) {
            throw new ConflictException(
                    ("%s. The portal's user has to be allowed to push to that branch for this; else commit %s there"
                                    + " yourself. Credentials that were given are kept for it.")
                            .formatted(e.getMessage(), change.path()));
        } catch (GoldenUnavailableException e) {
            throw new UnavailableException(
                    "The golden repository can't be written now: " + e.getMessage(), RETRY_AFTER, e);
        }
    }
}
