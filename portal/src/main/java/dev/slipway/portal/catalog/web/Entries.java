package dev.slipway.portal.catalog.web;

import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.Entry;
import dev.slipway.portal.catalog.EntryView;
import dev.slipway.portal.catalog.EntryViews;
import dev.slipway.portal.web.InvalidInputException;
import dev.slipway.portal.web.NotFoundException;
import dev.slipway.portal.web.Option;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds entries, the same way for the pages and the API. */
@Component
class Entries {

    private static final int LONGEST_QUERY = 200;
    private static final int LONGEST_SHOWN = 60;

    private final Catalog catalog;
    private final EntryViews views;

    Entries(Catalog catalog, EntryViews views) {
        this.catalog = catalog;
        this.views = views;
    }

    Page<EntryView> search(@Nullable String query, @Nullable String category, PageRequest page) {
        if (query != null && query.length() > LONGEST_QUERY) {
            throw new InvalidInputException(
                    "/q", "q has " + query.length() + " characters, expected at most " + LONGEST_QUERY + ".");
        }
        var found = Page.cut(catalog.search(query, category), page);
        return page.answer(found.items().stream().map(views::of).toList(), found.total());
    }

    /**
     * An entry in that version, or in the newest that isn't retired.
     *
     * @throws NotFoundException if there is none
     */
    Entry find(String name, @Nullable String version) {
        if (version != null && !version.isBlank()) {
            return catalog.find(name, version)
                    .orElseThrow(() -> new NotFoundException("catalog entry", shown(name) + " " + shown(version)));
        }
        return catalog.find(name)
                .or(() -> catalog.versions(name).stream().findFirst())
                .orElseThrow(() -> new NotFoundException("catalog entry", shown(name)));
    }

    /** The categories there are, below one for all. */
    List<Option> categories(@Nullable String chosen) {
        var options = new ArrayList<Option>();
        options.add(new Option("", "All categories", chosen == null || chosen.isBlank()));
        catalog.entries().stream()
                .map(Entry::category)
                .distinct()
                .sorted()
                .forEach(category -> options.add(new Option(category, title(category), category.equals(chosen))));
        return options;
    }

    Optional<byte[]> file(Entry entry, String path) {
        return Optional.ofNullable(entry.docs().get(path));
    }

    private static String title(String category) {
        return category.isEmpty()
                ? category
                : category.substring(0, 1).toUpperCase(Locale.ROOT) + category.substring(1);
    }

    private static String shown(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }
}
