package dev.slipway.gitops.fleet;

import dev.slipway.clusters.Clusters;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as the golden repository declares it: registered by a file, the host, or the virtual cluster of a tenant.
 *
 * @param name its name, a DNS label
 * @param kind where it comes from
 * @param labels what selectors see: those of its file, {@value #KIND} and {@value #NAME}
 * @param namespaces the only namespaces that the platform touches there, the first being where namespaced objects go
 *     that don't say; empty where it may touch all
 * @param server the URL that its credentials must be for, {@code null} where the file names none
 * @param credentials the name that its credentials are kept under
 * @param engine what keeps it as declared
 * @param paused whether nothing is written to it for now
 */
public record RegisteredCluster(
        String name,
        Kind kind,
        Map<String, String> labels,
        List<String> namespaces,
        @Nullable String server,
        String credentials,
        Engine engine,
        boolean paused) {

    /** The label that tells where a cluster comes from: {@code host}, {@code virtual} or {@code registered}. */
    public static final String KIND = "slipway.dev/kind";

    /** The label that holds the cluster's name. */
    public static final String NAME = "slipway.dev/cluster";

    public RegisteredCluster {
        Map<String, String> all = new TreeMap<>(labels);
        all.put(KIND, kind.text());
        all.put(NAME, name);
        labels = Map.copyOf(all);
        namespaces = List.copyOf(namespaces);
    }

    /** The host cluster, with the labels that {@code clusters/host.yaml} gives it. */
    public static RegisteredCluster host(Map<String, String> labels) {
        return new RegisteredCluster(
                Clusters.HOST, Kind.HOST, labels, List.of(), null, Clusters.HOST, Engine.SLIPWAY, false);
    }

    /** The virtual cluster of a tenant, which is named like the tenant. */
    public static RegisteredCluster virtual(String tenant, Map<String, String> labels) {
        return new RegisteredCluster(tenant, Kind.VIRTUAL, labels, List.of(), null, tenant, Engine.SLIPWAY, false);
    }

    /** Where namespaced objects of a baseline go that name no namespace. */
    public String defaultNamespace() {
        return namespaces.isEmpty() ? "default" : namespaces.get(0);
    }

    /** Whether the platform may write there; cluster-scoped objects have an empty namespace. */
    public boolean admits(String namespace) {
        return namespaces.isEmpty() || namespaces.contains(namespace);
    }

    /** Where a cluster comes from. */
    public enum Kind {
        HOST("host"),
        VIRTUAL("virtual"),
        REGISTERED("registered");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** As labels and the API write it. */
        public String text() {
            return text;
        }
    }

    /** What keeps a cluster as declared. */
    public enum Engine {
        SLIPWAY("slipway", "Slipway"),
        FLUX("flux", "Flux"),
        ARGOCD("argocd", "Argo CD");

        private final String text;
        private final String title;

        Engine(String text, String title) {
            this.text = text;
            this.title = title;
        }

        /** As files and the API write it. */
        public String text() {
            return text;
        }

        /** As people call it. */
        public String title() {
            return title;
        }
    }
}
