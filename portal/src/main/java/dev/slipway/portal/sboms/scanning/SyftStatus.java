package dev.slipway.portal.sboms.scanning;

import dev.slipway.portal.platform.StatusContributor;
import dev.slipway.portal.platform.ToolView;
import dev.slipway.portal.platform.ToolsProgress;
import dev.slipway.sbom.Sboms;
import java.util.List;
import org.springframework.stereotype.Component;

/** Says whether scans can run, unless Syft is being built and its progress says more. */
@Component
class SyftStatus implements StatusContributor {

    private static final String NAME = "syft";

    private final Sboms sboms;
    private final ToolsProgress progress;

    SyftStatus(Sboms sboms, ToolsProgress progress) {
        this.sboms = sboms;
        this.progress = progress;
    }

    @Override
    public List<ToolView> tools() {
        if (progress.tools().stream().anyMatch(tool -> tool.name().equals(NAME))) {
            return List.of();
        }
        return List.of(
                sboms.scanner().available()
                        ? new ToolView(NAME, "", "READY", null, 100)
                        : new ToolView(NAME, "", "MISSING", "not installed yet; scans wait for it", 0));
    }
}
