package dev.slipway.portal.sboms.web;

import dev.slipway.portal.sboms.ComponentView;
import dev.slipway.portal.sboms.SbomView;
import dev.slipway.portal.sboms.SbomViews;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.Choices;
import dev.slipway.portal.web.InvalidInputException;
import dev.slipway.portal.web.NotFoundException;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import dev.slipway.sbom.SbomComponent;
import dev.slipway.sbom.SbomFilter;
import dev.slipway.sbom.SbomRecord;
import dev.slipway.sbom.Sboms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SBOMs that a person may see: products, and what belongs to the teams they read. */
@Component
class VisibleSboms {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int LONGEST_QUERY = 200;

    private final Sboms sboms;
    private final SbomViews views;

    VisibleSboms(Sboms sboms, SbomViews views) {
        this.sboms = sboms;
        this.views = views;
    }

    Page<SbomView> list(Person person, @Nullable String tenant, @Nullable String instance, PageRequest page) {
        var ofTenant = Choices.given(tenant);
        var ofInstance = Choices.given(instance);
        if (isNobodys(ofTenant) || isNobodys(ofInstance)) {
            return page.answer(List.of(), 0);
        }
        var filter = new SbomFilter(ofTenant, ofInstance, person.canReadAll() ? null : person.teams());
        var found = sboms.list(filter, page.page(), page.size());
        return page.answer(found.items().stream().map(views::of).toList(), found.total());
    }

    private static boolean isNobodys(@Nullable String name) {
        return name != null && !LABEL.matcher(name).matches();
    }

    /**
     * One SBOM.
     *
     * @throws NotFoundException if there is none, or the person may not see it
     */
    SbomRecord find(String id, Person person) {
        if (ID.matcher(id).matches()) {
            var found = sboms.find(UUID.fromString(id)).filter(sbom -> mayRead(person, sbom));
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new NotFoundException("SBOM", Choices.shown(id));
    }

    private static boolean mayRead(Person person, SbomRecord sbom) {
        var team = sbom.subject().team();
        return team == null || person.canRead(team);
    }

    /** The components in whose name, licence or package URL the query occurs; all if it is empty. */
    Page<ComponentView> components(SbomRecord sbom, @Nullable String query, PageRequest page) {
        var text = Choices.given(query);
        if (text == null) {
            var found = sboms.components(sbom.id(), page.page(), page.size());
            return page.answer(found.items().stream().map(ComponentView::of).toList(), found.total());
        }
        if (text.length() > LONGEST_QUERY) {
            throw new InvalidInputException(
                    "/q", "q has " + text.length() + " characters, expected at most " + LONGEST_QUERY + ".");
        }
        var wanted = text.toLowerCase(Locale.ROOT);
        var matches = all(sbom.id()).stream()
                .map(ComponentView::of)
                .filter(component -> Stream.of(component.name(), component.licence(), component.purl())
                        .anyMatch(part ->
                                part != null && part.toLowerCase(Locale.ROOT).contains(wanted)))
                .toList();
        return Page.cut(matches, page);
    }

    private List<SbomComponent> all(UUID id) {
        var all = new ArrayList<SbomComponent>();
        dev.slipway.sbom.Page<SbomComponent> page;
        do {
            page = sboms.components(id, all.size() / dev.slipway.sbom.Page.MAX_SIZE, dev.slipway.sbom.Page.MAX_SIZE);
            all.addAll(page.items());
        } while (all.size() < page.total() && !page.items().isEmpty());
        return all;
    }
}
