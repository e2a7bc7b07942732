package dev.slipway.portal.sboms.scanning;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceSpec;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.repository.Snapshot;
import dev.slipway.sbom.SbomSubject;
import dev.slipway.sbom.Source;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the images that an instance runs and the Git source it says it is built from. */
final class InstanceParts {

    private static final int LONGEST_NAME = 200;

    private final InstanceKey key;
    private final String team;
    private final List<Scannable.Part> parts = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private InstanceParts(InstanceStatus instance) {
        this.key = instance.spec().key();
        this.team = instance.tenant().owner();
    }

    static Scannable of(InstanceStatus instance, Snapshot golden) {
        var finder = new InstanceParts(instance);
        ManifestImages.of(golden.files(finder.key.path() + "/manifests").values())
                .forEach(image -> finder.tryAdd(() -> finder.image(image)));
        var url = parameter(instance.spec(), "sourceUrl", "url");
        if (url != null) {
            finder.tryAdd(() -> finder.source(url, parameter(instance.spec(), "sourceRef", "ref")));
        }
        return new Scannable(List.copyOf(finder.parts), List.copyOf(finder.problems));
    }

    private interface Finding {
        Scannable.Part part();
    }

    private void tryAdd(Finding finding) {
        try {
            parts.add(finding.part());
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    /** Versions of an image share one history, so that a tag isn't part of the name. */
    private Scannable.Part image(String reference) {
        var source = new Source.Image(reference);
        var at = reference.indexOf('@');
        var tagged = at < 0 ? reference : reference.substring(0, at);
        var colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
        var name = colon < 0 ? tagged : tagged.substring(0, colon);
        var untagged = at < 0 ? "latest" : reference.substring(at + 1);
        var version = colon < 0 ? untagged : tagged.substring(colon + 1);
        return new Scannable.Part(subject(name, version), source);
    }

    private Scannable.Part source(String url, @Nullable String ref) {
        var source = new Source.GitRepository(URI.create(url), ref);
        var place = url.replaceFirst("^[a-zA-Z]+://([^/@]*@)?", "").replaceAll("[^A-Za-z0-9._+:@/~-]", "_");
        return new Scannable.Part(subject("git:" + place, ref == null ? "HEAD" : ref), source);
    }

    private SbomSubject subject(String name, String version) {
        var kept = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return SbomSubject.instance(key.tenant(), key.name(), team, kept, version);
    }

    /** A parameter that stands at the top as {@code sourceUrl} or within {@code source} as {@code url}. */
    private static @Nullable String parameter(InstanceSpec spec, String top, String within) {
        if (spec.parameters().get(top) instanceof String text && !text.isBlank()) {
            return text.strip();
        }
        return spec.parameters().get("source") instanceof Map<?, ?> source
                        && source.get(within) instanceof String text
                        && !text.isBlank()
                ? text.strip()
                : null;
    }
}
