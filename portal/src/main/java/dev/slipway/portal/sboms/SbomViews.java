package dev.slipway.portal.sboms;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.sbom.Page;
import dev.slipway.sbom.SbomFilter;
import dev.slipway.sbom.SbomRecord;
import dev.slipway.sbom.SbomRecord.Verdict;
import dev.slipway.sbom.Sboms;
import dev.slipway.sbom.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows SBOMs as pages and the API do. */
@Component
public class SbomViews {

    /** More than an instance has images, so that the newest scan of each is among them. */
    private static final int RECENT = 50;

    private final Sboms sboms;

    SbomViews(Sboms sboms) {
        this.sboms = sboms;
    }

    /** As lists show it. */
    public SbomView of(SbomRecord sbom) {
        return view(sbom, checks(sbom));
    }

    /** As a page of its own shows it: its components are looked at one by one. */
    public SbomView withLicences(SbomRecord sbom) {
        var checks = new ArrayList<>(checks(sbom));
        if (standing(sbom).state() == Standing.State.READY) {
            checks.add(licences(sbom.id()));
        }
        return view(sbom, checks);
    }

    /** Where its scan stands. */
    public Standing standing(SbomRecord sbom) {
        return Standing.of(sbom, sboms.scanner());
    }

    /**
     * The newest SBOM of an instance; of several images and sources, one that is ready goes first.
     *
     * @return null if nothing was ever scanned
     */
    public @Nullable SbomView latestOf(InstanceKey instance) {
        var newest = new LinkedHashMap<String, SbomView>();
        sboms.list(new SbomFilter(instance.tenant(), instance.name(), null), 0, RECENT)
                .items()
                .forEach(sbom -> newest.computeIfAbsent(sbom.subject().key(), key -> of(sbom)));
        return newest.values().stream()
                .min(Comparator.comparing(view -> Standing.State.valueOf(view.state())))
                .orElse(null);
    }

    private SbomView view(SbomRecord sbom, List<CheckView> checks) {
        var subject = sbom.subject();
        var standing = standing(sbom);
        var ready = standing.state() == Standing.State.READY;
        return new SbomView(
                sbom.id().toString(),
                subject.tenant(),
                subject.instance(),
                text(sbom),
                kind(sbom.source()),
                digest(sbom.source()),
                standing.state().name(),
                standing.message(),
                tool(sbom),
                sbom.finishedAt(),
                sbom.components(),
                ready && sbom.verdict() == Verdict.COMPLETE,
                checks);
    }

    private static List<CheckView> checks(SbomRecord sbom) {
        if (sbom.state() != SbomRecord.State.READY) {
            return List.of();
        }
        var found = sbom.components();
        var findings = sbom.findings();
        return List.of(
                new CheckView("Components", found > 0, found + " found"),
                new CheckView(
                        "Nothing left out",
                        sbom.verdict() == Verdict.COMPLETE,
                        findings.isEmpty() ? "Syft left no file unread" : findings.get(0)));
    }

    private CheckView licences(UUID id) {
        long without = 0;
        long seen = 0;
        Page<dev.slipway.sbom.SbomComponent> page;
        int number = 0;
        do {
            page = sboms.components(id, number++, Page.MAX_SIZE);
            without += page.items().stream()
                    .filter(component -> component.licences().isEmpty())
                    .count();
            seen += page.items().size();
        } while (seen < page.total() && !page.items().isEmpty());
        return new CheckView(
                "Licences",
                without == 0,
                without == 0 ? "all " + seen + " known" : without + " of " + seen + " without");
    }

    /** The portal's own files are named by product: where they lie on its disk is nobody's business. */
    private static String text(SbomRecord sbom) {
        return sbom.source() instanceof Source.Artifact
                ? sbom.subject().name() + " " + sbom.subject().version()
                : sbom.source().text();
    }

    private static String kind(Source source) {
        if (source instanceof Source.Image) {
            return "image";
        }
        return source instanceof Source.GitRepository ? "git" : "jar";
    }

    private static @Nullable String digest(Source source) {
        var text = source instanceof Source.Image image ? image.reference() : "";
        var at = text.indexOf('@');
        return at < 0 ? null : text.substring(at + 1);
    }

    private static @Nullable String tool(SbomRecord sbom) {
        var tool = sbom.tool();
        if (tool == null) {
            return null;
        }
        return (tool.equals("syft") ? "Syft" : tool) + (sbom.toolVersion() == null ? "" : " " + sbom.toolVersion());
    }
}
