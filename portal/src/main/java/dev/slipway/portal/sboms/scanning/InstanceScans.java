package dev.slipway.portal.sboms.scanning;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.Snapshot;
import dev.slipway.portal.web.ConflictException;
import dev.slipway.sbom.Sboms;
import dev.slipway.sbom.ScanTicket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks for the scans of instances: of each image and source once by itself, and again when somebody wants it. */
@Component
public class InstanceScans {

    private static final Logger log = LoggerFactory.getLogger(InstanceScans.class);

    private final Sboms sboms;
    private final GoldenRepository golden;
    private final Map<InstanceKey, String> seen = new ConcurrentHashMap<>();

    InstanceScans(Sboms sboms, GoldenRepository golden) {
        this.sboms = sboms;
        this.golden = golden;
    }

    /** Asks for what was never asked for; a tree that was looked at already is passed over at once. */
    void ensure(InstanceStatus instance) {
        var key = instance.spec().key();
        var head = golden.head();
        var tree = head.tree(key.path());
        if (tree == null || tree.equals(seen.get(key))) {
            return;
        }
        var scannable = InstanceParts.of(instance, head);
        scannable.problems().forEach(problem -> log.warn("No SBOM of a part of {}: {}", key, problem));
        scannable.parts().stream()
                .filter(part -> !isKnown(part))
                .forEach(part -> sboms.request(part.subject(), part.source()));
        seen.put(key, tree);
    }

    private boolean isKnown(Scannable.Part part) {
        return sboms.history(part.subject()).stream()
                .anyMatch(sbom -> sbom.source().equals(part.source()));
    }

    void forget(InstanceKey key) {
        seen.remove(key);
    }

    /**
     * Scans everything of an instance anew.
     *
     * @return the scans, one for each image and source
     * @throws ConflictException if there is nothing to scan
     */
    public List<ScanTicket> again(InstanceStatus instance) {
        Snapshot head = golden.head();
        var scannable = InstanceParts.of(instance, head);
        if (scannable.parts().isEmpty()) {
            throw new ConflictException(
                    scannable.problems().isEmpty()
                            ? "'%s' has neither an image nor a Git source, so there is nothing to scan."
                                    .formatted(instance.spec().key())
                            : String.join(" ", scannable.problems()));
        }
        return scannable.parts().stream()
                .map(part -> sboms.request(part.subject(), part.source()))
                .toList();
    }
}
