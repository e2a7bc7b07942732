package dev.slipway.portal.visibility;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.security.Role;
import dev.slipway.portal.security.people.People;
import dev.slipway.portal.security.tokens.AccessTokens;
import dev.slipway.portal.testing.ByHand;
import dev.slipway.portal.testing.Client;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Tenants and instances that were pushed to the golden repository, and people of their teams. */
public final class Fleet {

    private final GoldenRepository golden;
    private final Instances instances;
    private final People people;
    private final AccessTokens tokens;
    private final int port;

    public Fleet(GoldenRepository golden, Instances instances, People people, AccessTokens tokens, int port) {
        this.golden = golden;
        this.instances = instances;
        this.people = people;
        this.tokens = tokens;
        this.port = port;
    }

    /** Declares a namespace of a team with one instance in it, and waits until the portal knows. */
    public void declare(String tenant, String team, String instance) {
        var directory = "tenants/" + tenant + "/" + instance;
        var files = Map.of(
                "request.yaml", """
                        apiVersion: slipway.dev/v1
                        kind: Instance
                        metadata: {name: %s}
                        spec: {entry: web-service, version: 1.0.0, plan: small, parameters: {image: "example.org/web:1"}}
                        """.formatted(instance),
                "manifests/config.yaml", """
                        {apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: %s}, data: {colour: blue}}
                        """.formatted(instance, tenant));
        var beside = Map.of("tenants/" + tenant + "/tenant.yaml", """
                apiVersion: slipway.dev/v1
                kind: Tenant
                metadata: {name: %s}
                spec:
                  owner: %s
                  kind: namespace
                  plan: small
                  quota: {cpu: "4", memory: 8Gi, pods: "20", storage: 50Gi}
                """.formatted(tenant, team));
        ByHand.commit(golden, "Declare " + instance, directory, files, beside);
        await(new InstanceKey(tenant, instance));
    }

    private void await(InstanceKey key) {
        var deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (instances.find(key).isEmpty()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError(key + " was pushed and isn't known");
            }
            Thread.onSpinWait();
        }
    }

    /** A program of somebody in that team. */
    public Client member(String team) {
        return as(team, Role.DEV);
    }

    /** A program of somebody with that role. */
    public Client as(String team, Role role) {
        var name = role + "-" + team;
        var person = new Person("test", name, name, name, null, Set.of(team), Set.of(role));
        people.remember(person);
        return Client.at(port)
                .withToken(tokens.create(person, "fleet", Duration.ofDays(1), false)
                        .value());
    }
}
