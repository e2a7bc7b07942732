package dev.slipway.catalog;

import dev.slipway.catalog.publishing.CatalogFolder;
import dev.slipway.catalog.publishing.EntryFolder;
import dev.slipway.catalog.publishing.EntryReader;
import dev.slipway.catalog.publishing.SemVer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What can be ordered. It is given the files of the golden repository's catalog folder as a whole and answers from
 * memory; readers never see half of a change.
 */
@Component
public final class Catalog {

    private static final Comparator<Entry> NEWEST_FIRST = Comparator.comparing(
            (Entry entry) -> SemVer.parse(entry.version()).orElseThrow(), Comparator.reverseOrder());

    private volatile Map<String, List<Entry>> versions = Map.of();

    /**
     * Puts these files in the place of all earlier ones. An entry that can't be published is left out; if an earlier
     * state of the same entry version was good, that stays. An entry whose files are gone is gone.
     *
     * @param files by path relative to the catalog folder, such as {@code postgresql/1.4.0/entry.yaml}. Bounds: 1 MiB
     *     per file, 8 MiB and 500 files per entry version
     */
    public synchronized Reloaded replace(Map<String, byte[]> files) {
        var folder = new CatalogFolder(files);
        var problems = new ArrayList<>(folder.problems());
        var entries = new ArrayList<Entry>();
        for (var candidate : folder.accepted()) {
            var entry = read(candidate, problems);
            if (entry != null) {
                entries.add(entry);
            }
        }
        folder.refused().stream().map(this::current).flatMap(Optional::stream).forEach(entries::add);
        entries.sort(Comparator.comparing(Entry::name).thenComparing(NEWEST_FIRST));
        versions = entries.stream()
                .collect(Collectors.groupingBy(Entry::name, TreeMap::new, Collectors.toUnmodifiableList()));
        return new Reloaded(entries, problems);
    }

    /** The newest version that isn't retired of every entry, sorted by title. */
    public List<Entry> entries() {
        return versions.keySet().stream()
                .map(this::find)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Entry::title, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(Entry::name))
                .toList();
    }

    /** The newest version that isn't retired. */
    public Optional<Entry> find(String name) {
        return versions(name).stream()
                .filter(entry -> entry.lifecycle().stage() != Entry.Stage.RETIRED)
                .findFirst();
    }

    /** Exactly that version, retired or not. */
    public Optional<Entry> find(String name, String version) {
        return versions(name).stream()
                .filter(entry -> entry.version().equals(version))
                .findFirst();
    }

    /** Every version, from the newest to the oldest; empty if there is no such entry. */
    public List<Entry> versions(String name) {
        return versions.getOrDefault(name, List.of());
    }

    /**
     * The {@link #entries()} in which every word of the query occurs.
     *
     * @param query words to look for in name, title, summary, owner and labels; null or blank for all
     * @param category the {@link Entry#category()} wanted, null or blank for all
     */
    public List<Entry> search(@Nullable String query, @Nullable String category) {
        var words = query == null ? List.<String>of() : words(query);
        return entries().stream()
                .filter(entry -> category == null
                        || category.isBlank()
                        || entry.category().equals(category))
                .filter(entry -> words.stream().allMatch(searchText(entry)::contains))
                .toList();
    }

    private @Nullable Entry read(EntryFolder folder, List<Problem> problems) {
        var current = current(folder.path());
        if (current.isPresent() && current.get().digest().equals(folder.digest())) {
            return current.get();
        }
        var reader = new EntryReader(folder);
        var entry = reader.read();
        problems.addAll(reader.problems());
        return entry.or(() -> current).orElse(null);
    }

    private Optional<Entry> current(String path) {
        var parts = path.split("/", 2);
        return parts.length == 2 ? find(parts[0], parts[1]) : Optional.empty();
    }

    private static List<String> words(String query) {
        return Arrays.stream(query.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String searchText(Entry entry) {
        return String.join(
                        "\n",
                        entry.name(),
                        entry.title(),
                        entry.summary(),
                        entry.owner(),
                        String.join("\n", entry.labels().values()))
                .toLowerCase(Locale.ROOT);
    }
}
