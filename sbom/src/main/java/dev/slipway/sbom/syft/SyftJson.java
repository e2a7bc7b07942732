package dev.slipway.sbom.syft;

import dev.slipway.sbom.SbomComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is read from Syft's own format, which alone says what it didn't understand. */
final class SyftJson {

    static final int MAX_UNKNOWNS = 20;

    private final Set<SbomComponent> components = new LinkedHashSet<>();
    private final List<String> unknowns = new ArrayList<>();
    private int unknownFiles;
    private @Nullable Descriptor descriptor;

    /** A package, see schema.syft.json {@code Package}. */
    record Artifact(
            String name,
            @Nullable String version,
            @Nullable String purl,
            @Nullable String type,
            @Nullable List<Licence> licenses) {}

    /** A licence: as found, and as an SPDX expression if it is one. */
    record Licence(@Nullable String value, @Nullable String spdxExpression) {}

    /** A file, with what wasn't understood of it. */
    record File(@Nullable Location location, @Nullable List<String> unknowns) {}

    /** Where a file is, relative to what was scanned. */
    record Location(@Nullable String path) {}

    /** The tool. */
    record Descriptor(String name, String version) {}

    void add(Artifact artifact) {
        List<String> licences = artifact.licenses() == null
                ? List.of()
                : artifact.licenses().stream()
                        .map(SyftJson::name)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
        String purl = artifact.purl() == null || artifact.purl().isEmpty() ? null : tidy(artifact.purl(), 2000);
        components.add(new SbomComponent(
                tidy(artifact.name(), 1000),
                tidy(artifact.version(), 1000),
                purl,
                tidy(artifact.type(), 100),
                licences));
    }

    void add(File file) {
        if (file.unknowns() == null || file.unknowns().isEmpty()) {
            return;
        }
        unknownFiles++;
        if (unknowns.size() < MAX_UNKNOWNS) {
            String path = file.location() == null ? null : file.location().path();
            unknowns.add(tidy(path, 200) + ": " + tidy(String.join("; ", file.unknowns()), 300));
        }
    }

    void describe(Descriptor tool) {
        descriptor = tool;
    }

    List<SbomComponent> components() {
        return List.copyOf(components);
    }

    List<String> unknowns() {
        return List.copyOf(unknowns);
    }

    int unknownFiles() {
        return unknownFiles;
    }

    String tool() {
        return descriptor == null ? "syft" : descriptor.name();
    }

    String toolVersion() {
        return descriptor == null ? "" : descriptor.version();
    }

    private static String name(Licence licence) {
        String expression = licence.spdxExpression();
        return tidy(expression == null || expression.isBlank() ? licence.value() : expression, 200);
    }

    /** PostgreSQL takes no NUL, its indexes no long keys, and pages no control characters. */
    private static String tidy(@Nullable String text, int length) {
        if (text == null) {
            return "";
        }
        String plain = text.replaceAll("\\p{Cntrl}", " ").strip();
        return plain.length() <= length ? plain : plain.substring(0, length);
    }
}
