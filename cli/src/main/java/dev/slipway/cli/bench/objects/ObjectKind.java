package dev.slipway.cli.bench.objects;

import java.util.ArrayList;
import java.util.List;

/**
 * A kind of objects, with the one field of it that is drifted. None of them starts a pod. Deployments are paused, since all
 * select alike and Kubernetes' own controller would look through all ReplicaSets for each, and Services select nothing,
 * since others would write two more objects for each.
 */
public enum ObjectKind {
    CONFIG_MAP("api/v1", "configmaps", 9, "/data/value", "as-declared", "{data: {value: as-declared}}", """
            {"data": {"value": "drifted-%d"}}"""),

    SECRET("api/v1", "secrets", 2, "/data/value", "YXMtZGVjbGFyZWQ=", "{data: {value: YXMtZGVjbGFyZWQ=}}", """
            {"stringData": {"value": "drifted-%d"}}"""),

    SERVICE("api/v1", "services", 2, "/spec/ports/0/name", "as-declared", """
            {spec: {ports: [{name: as-declared, port: 80, targetPort: 8080, protocol: TCP}]}}""", """
            {"spec": {"ports": [{"name": "drifted-%d", "port": 80, "targetPort": 8080, "protocol": "TCP"}]}}"""),

    SERVICE_ACCOUNT(
            "api/v1",
            "serviceaccounts",
            2,
            "/metadata/annotations/purpose",
            "as-declared",
            "{automountServiceAccountToken: false, metadata: {annotations: {purpose: as-declared}}}",
            """
            {"metadata": {"annotations": {"purpose": "drifted-%d"}}}"""),

    ROLE(
            "apis/rbac.authorization.k8s.io/v1",
            "roles",
            1,
            "/rules/0/resources/0",
            "configmaps",
            "{rules: [{apiGroups: [''], resources: [configmaps], verbs: [get, list, watch]}]}",
            """
            {"rules": [{"apiGroups": [""], "resources": ["drifted-%d"], "verbs": ["get"]}]}"""),

    ROLE_BINDING("apis/rbac.authorization.k8s.io/v1", "rolebindings", 1, "/subjects/0/name", "as-declared", """
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: as-declared}
            subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: as-declared}]
            """, """
            {"subjects": [{"apiGroup": "rbac.authorization.k8s.io", "kind": "Group", "name": "drifted-%d"}]}"""),

    DEPLOYMENT("apis/apps/v1", "deployments", 1, "/spec/revisionHistoryLimit", "5", """
            spec:
              paused: true
              replicas: 0
              revisionHistoryLimit: 5
              selector: {matchLabels: {app: as-declared}}
              template:
                metadata: {labels: {app: as-declared}}
                spec: {containers: [{name: app, image: "localhost:9/app:1"}]}
            """, """
            {"spec": {"revisionHistoryLimit": 1%05d}}"""),

    NETWORK_POLICY(
            "apis/networking.k8s.io/v1",
            "networkpolicies",
            1,
            "/spec/podSelector/matchLabels/app",
            "as-declared",
            "{spec: {podSelector: {matchLabels: {app: as-declared}}, policyTypes: [Ingress]}}",
            """
            {"spec": {"podSelector": {"matchLabels": {"app": "drifted-%d"}}}}"""),

    CRON_JOB("apis/batch/v1", "cronjobs", 1, "/spec/startingDeadlineSeconds", "60", """
            spec:
              schedule: "17 3 * * *"
              suspend: true
              startingDeadlineSeconds: 60
              jobTemplate:
                spec:
                  template:
                    spec: {restartPolicy: Never, containers: [{name: job, image: "localhost:9/app:1"}]}
            """, """
            {"spec": {"startingDeadlineSeconds": 1%05d}}""");

    /** Each kind as often as it counts; the pattern repeats. */
    private static final List<ObjectKind> MIX = mix();

    private final String root;
    private final String plural;
    private final int share;
    private final String pointer;
    private final String declared;
    private final String body;
    private final String drift;

    ObjectKind(String root, String plural, int share, String pointer, String declared, String body, String drift) {
        this.root = root;
        this.plural = plural;
        this.share = share;
        this.pointer = pointer;
        this.declared = declared;
        this.body = body;
        this.drift = drift;
    }

    private static List<ObjectKind> mix() {
        List<ObjectKind> mix = new ArrayList<>();
        for (ObjectKind kind : values()) {
            for (int i = 0; i < kind.share; i++) {
                mix.add(kind);
            }
        }
        return List.copyOf(mix);
    }

    /**
     * @param number an object's number, from 0
     * @return its kind: of 20 in a row 9 are ConfigMaps
     */
    static ObjectKind of(int number) {
        return MIX.get(number % MIX.size());
    }

    String apiVersion() {
        return root.substring(root.indexOf('/') + 1);
    }

    /** As manifests spell it. */
    String kind() {
        StringBuilder kind = new StringBuilder();
        for (String word : name().split("_")) {
            kind.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return kind.toString();
    }

    /**
     * @param namespace a namespace
     * @return the path of its objects of this kind
     */
    public String collection(String namespace) {
        return "/%s/namespaces/%s/%s".formatted(root, namespace, plural);
    }

    /** All that a manifest says beside kind, name and filling, as YAML. */
    String body() {
        return body;
    }

    /** A JSON pointer to the field that is drifted. */
    String pointer() {
        return pointer;
    }

    /** What the field is declared as. */
    String declared() {
        return declared;
    }

    /** A merge patch that drifts the field, other than with any other number below 100,000. */
    String drift(int number) {
        return drift.formatted(number);
    }
}
