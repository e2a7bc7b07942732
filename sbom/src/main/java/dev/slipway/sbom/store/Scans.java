package dev.slipway.sbom.store;

import dev.slipway.sbom.Source;
import dev.slipway.sbom.checkout.GitCheckout;
import dev.slipway.sbom.checkout.LocalAddresses;
import dev.slipway.sbom.syft.ScanFailed;
import dev.slipway.sbom.syft.ScanReport;
import dev.slipway.sbom.syft.Syft;
import dev.slipway.sbom.syft.SyftSettings;
import dev.slipway.sbom.syft.Target;
import dev.slipway.sbom.syft.Workspace;
import dev.slipway.sbom.syft.Workspaces;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Fetches what a job names and scans it. */
@Component
final class Scans {

    private final Workspaces workspaces;
    private final GitCheckout git;
    private final Syft syft;
    private final LocalAddresses local;
    private final Duration timeout;

    Scans(Workspaces workspaces, GitCheckout git, Syft syft, LocalAddresses local, SyftSettings settings) {
        this.workspaces = workspaces;
        this.git = git;
        this.syft = syft;
        this.local = local;
        this.timeout = settings.timeout();
    }

    ScanReport run(Job job) throws InterruptedException {
        Instant deadline = Instant.now().plus(timeout);
        try (Workspace workspace = workspaces.open()) {
            Target target = fetch(job.source(), workspace, deadline);
            return syft.scan(target, job.subject(), workspace, Duration.between(Instant.now(), deadline));
        }
    }

    private Target fetch(Source source, Workspace workspace, Instant deadline) {
        if (source instanceof Source.Image image) {
            local.refusal(image.host()).ifPresent(refusal -> {
                throw new ScanFailed("Can't pull " + image.text() + ": " + refusal);
            });
            return Target.of(image);
        }
        if (source instanceof Source.GitRepository repository) {
            Path tree = workspace.folder("tree");
            git.checkOut(repository, workspace.folder("git"), tree, deadline);
            return Target.of(tree);
        }
        return Target.of(((Source.Artifact) source).path());
    }
}
