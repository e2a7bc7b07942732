package dev.slipway.portal.breakglass;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.ObjectStatus;
import dev.slipway.portal.visibility.Choices;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an instance declares, to find objects in by what people call them.
 *
 * @param instance the instance
 * @param refs its objects
 */
record DeclaredObjects(InstanceKey instance, List<ObjectRef> refs) {

    private static final int MOST_NAMED = 10;

    static DeclaredObjects of(InstanceStatus status) {
        return new DeclaredObjects(
                status.spec().key(),
                status.objects().stream().map(ObjectStatus::ref).toList());
    }

    /** All that somebody may mean; parts that aren't given are any. */
    List<ObjectRef> named(BreakGlassOrder.Subject subject) {
        String version = BreakGlassReader.given(subject.apiVersion());
        String namespace = BreakGlassReader.given(subject.namespace());
        return alike(subject).stream()
                .filter(ref -> version.isEmpty() || ref.apiVersion().equals(version))
                .filter(ref -> namespace.isEmpty() || ref.namespace().equals(namespace))
                .toList();
    }

    private List<ObjectRef> alike(BreakGlassOrder.Subject subject) {
        return refs.stream()
                .filter(ref -> ref.kind().equals(BreakGlassReader.given(subject.kind())))
                .filter(ref -> ref.name().equals(BreakGlassReader.given(subject.name())))
                .toList();
    }

    /** Why it isn't clear what somebody means, with what they may mean. */
    String unclear(BreakGlassOrder.Subject subject, List<ObjectRef> named) {
        String asked =
                Choices.shown(BreakGlassReader.given(subject.kind()) + "/" + BreakGlassReader.given(subject.name()));
        if (named.isEmpty()) {
            return "There is no %s%s; %s declares %s."
                    .formatted(asked, where(subject), instance, declared(alike(subject)));
        }
        return "%s declares %d of %s, expected one; say which by apiVersion and namespace: %s."
                .formatted(instance, named.size(), asked, exactly(named));
    }

    private static String where(BreakGlassOrder.Subject subject) {
        String version = Choices.shown(BreakGlassReader.given(subject.apiVersion()));
        String namespace = Choices.shown(BreakGlassReader.given(subject.namespace()));
        return (version.isEmpty() ? "" : " of apiVersion '%s'".formatted(version))
                + (namespace.isEmpty() ? "" : " in namespace '%s'".formatted(namespace));
    }

    /** What differs only in where it is says that; else kinds and names are enough. */
    private String declared(List<ObjectRef> alike) {
        if (!alike.isEmpty()) {
            return exactly(alike);
        }
        return listed(refs.stream()
                .map(ref -> ref.kind() + "/" + ref.name())
                .distinct()
                .toList());
    }

    private static String exactly(List<ObjectRef> refs) {
        return listed(refs.stream().map(ref -> ref.apiVersion() + " " + ref).toList());
    }

    private static String listed(List<String> names) {
        int others = names.size() - MOST_NAMED;
        String first = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return names.isEmpty() ? "nothing" : others <= 0 ? first : "%s and %d more".formatted(first, others);
    }
}
