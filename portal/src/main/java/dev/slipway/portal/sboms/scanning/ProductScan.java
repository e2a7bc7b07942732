package dev.slipway.portal.sboms.scanning;

import dev.slipway.sbom.SbomRecord;
import dev.slipway.sbom.SbomSubject;
import dev.slipway.sbom.Sboms;
import dev.slipway.sbom.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.stereotype.Component;

/** The portal is a product too: asks once per version for the SBOM of what is running. */
@Component
class ProductScan {

    private static final Logger log = LoggerFactory.getLogger(ProductScan.class);
    private static final String NAME = "slipway";

    private final Sboms sboms;
    private final SbomSubject subject;
    private volatile boolean done;

    ProductScan(Sboms sboms, ObjectProvider<BuildProperties> build) {
        this.sboms = sboms;
        var properties = build.getIfAvailable();
        var version = properties == null ? null : properties.getVersion();
        this.subject = SbomSubject.product(NAME, version == null ? "development" : version);
    }

    /** A scan that failed is asked for again by the next start: Syft may have been mended. */
    void ensure() {
        if (done) {
            return;
        }
        var scanner = sboms.scanner();
        if (!scanner.available()) {
            log.info("Scans wait: {}", scanner.detail());
        }
        if (!isKnown()) {
            var running = new ApplicationHome(ProductScan.class).getSource();
            if (running == null) {
                log.warn("No SBOM of the portal: where it runs from can't be told");
            } else {
                sboms.request(subject, new Source.Artifact(whole(running.toPath())));
            }
        }
        done = true;
    }

    /** A jar that was taken apart to start faster has its libraries beside it, and is what it is only with them. */
    private static Path whole(Path running) {
        return Files.isDirectory(running.resolveSibling("lib")) ? running.resolveSibling("") : running;
    }

    private boolean isKnown() {
        return sboms.history(subject).stream()
                .filter(sbom -> sbom.subject().version().equals(subject.version()))
                .anyMatch(sbom -> sbom.state() != SbomRecord.State.FAILED);
    }
}
