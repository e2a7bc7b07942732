package dev.slipway.portal.catalog;

import dev.slipway.catalog.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** An entry's documentation, ready to stand inside a page. */
public final class EntryDocs {

    private static final List<String> FIRST = List.of("index.md", "readme.md");
    private static final Pattern HEADING = Pattern.compile("(</?h)([1-6])(?=[ >])");
    private static final Pattern LINK = Pattern.compile("href=\"([A-Za-z0-9._/-]+\\.md)(?:#[^\"]*)?\"");
    private static final int LOWEST_HEADING = 6;
    private static final int DEEPER = 2;

    private EntryDocs() {}

    /** The pages, the introduction first, the others by path. */
    public static List<DocLink> links(Entry entry, @Nullable String current) {
        return entry.docs().keySet().stream()
                .filter(path -> path.endsWith(".md"))
                .sorted(Comparator.comparing(EntryDocs::rank).thenComparing(Comparator.naturalOrder()))
                .map(path -> new DocLink(title(entry, path), path, path.equals(current)))
                .toList();
    }

    /** Path of the page that introduces the entry; empty if it has no pages. */
    public static Optional<String> first(Entry entry) {
        return links(entry, null).stream().findFirst().map(DocLink::path);
    }

    /**
     * A page as sanitised HTML whose headings go below those of the page around it, and whose links to other pages
     * work there.
     *
     * @return empty if there is no such page
     */
    public static Optional<String> html(Entry entry, String path) {
        return entry.doc(path)
                .map(html -> HEADING.matcher(html).replaceAll(EntryDocs::deeper))
                .map(html -> LINK.matcher(html).replaceAll(link -> link(entry, link)));
    }

    private static String deeper(MatchResult heading) {
        return heading.group(1) + Math.min(LOWEST_HEADING, Integer.parseInt(heading.group(2)) + DEEPER);
    }

    private static String link(Entry entry, MatchResult link) {
        if (!entry.docs().containsKey(link.group(1))) {
            return java.util.regex.Matcher.quoteReplacement(link.group());
        }
        // Relative to /catalog/{name} and to its neighbours alike, whatever the context path.
        var url = UriComponentsBuilder.fromPath("../catalog/{name}")
                .queryParam("version", "{version}")
                .queryParam("doc", "{doc}")
                .encode()
                .buildAndExpand(entry.name(), entry.version(), link.group(1))
                .toUriString();
        return java.util.regex.Matcher.quoteReplacement("href=\"" + url.replace("&", "&amp;") + "\"");
    }

    private static int rank(String path) {
        var rank = FIRST.indexOf(path.toLowerCase(Locale.ROOT));
        return rank < 0 ? FIRST.size() : rank;
    }

    private static String title(Entry entry, String path) {
        var content = entry.docs().get(path);
        if (rank(path) < FIRST.size() || content == null) {
            return "Guide";
        }
        return new String(content, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2).strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse(path);
    }
}
