package dev.slipway.gitops.foreign;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.desired.DesiredObject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * What an engine is to apply of an instance or a baseline.
 *
 * @param key the instance or baseline
 * @param ordered what the engine applies
 * @param kept what lies beside it and the platform applies itself
 */
public record Assignment(InstanceKey key, List<DesiredObject> ordered, List<DesiredObject> kept) {

    private static final int LONGEST = 63;
    private static final String MANIFESTS = "/manifests";

    public Assignment {
        ordered = List.copyOf(ordered);
        kept = List.copyOf(kept);
    }

    /** The directory that the engine applies, without a leading slash: manifests and nothing else. */
    public String path() {
        return key.path() + MANIFESTS;
    }

    /** The order's name: a DNS name that fits into a label, and of no other instance or baseline. */
    public String name() {
        String name = key.isBaseline() ? "baseline." + key.name() + ".fleet" : key.tenant() + "." + key.name();
        if (name.length() <= LONGEST) {
            return name;
        }
        CRC32 sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        String end = "-" + HexFormat.of().toHexDigits((int) sum.getValue());
        return name.substring(0, LONGEST - end.length()).replaceAll("[-.]+$", "") + end;
    }

    /** The namespaces that what is ordered goes to; none where it is all cluster-scoped. */
    Set<String> namespaces() {
        return ordered.stream()
                .map(object -> object.ref().namespace())
                .filter(namespace -> !namespace.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A file's path below the directory. */
    String below(DesiredObject object) {
        return object.path().substring(path().length() + 1);
    }
}
