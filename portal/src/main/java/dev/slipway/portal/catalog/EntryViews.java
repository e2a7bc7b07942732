package dev.slipway.portal.catalog;

import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.Entry;
import dev.slipway.catalog.Plan;
import dev.slipway.portal.catalog.measured.Measurements;
import dev.slipway.portal.catalog.measured.Promises;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Shows entries as pages and the API do. */
@Component
public class EntryViews {

    /** The label with which a publisher chooses the letters of the tile. */
    private static final String GLYPH_LABEL = "glyph";

    private static final Pattern GLYPH = Pattern.compile("[A-Za-z0-9]{1,2}");
    private static final Pattern WORD_START = Pattern.compile("(?<![A-Za-z0-9])[A-Za-z0-9]|(?<=[a-z])[A-Z]");

    private static final Comparator<Plan> BEST = Comparator.comparingDouble(
                    (Plan plan) -> plan.objectives().availability())
            .thenComparing(plan -> plan.objectives().provisioning(), Comparator.reverseOrder());

    private final Catalog catalog;
    private final Measurements measurements;

    EntryViews(Catalog catalog, Measurements measurements) {
        this.catalog = catalog;
        this.measurements = measurements;
    }

    public EntryView of(Entry entry) {
        return new EntryView(
                entry.name(),
                entry.version(),
                entry.title(),
                entry.summary(),
                entry.category(),
                glyph(entry),
                entry.owner(),
                LifecycleView.of(entry.lifecycle()),
                SupportView.of(entry.support()),
                entry.plans().stream().map(this::plan).toList(),
                entry.plans().stream()
                        .max(BEST)
                        .map(plan -> promises(entry, plan))
                        .orElse(List.of()),
                entry.bindings().stream().map(BindingView::of).toList(),
                entry.dependsOn(),
                catalog.versions(entry.name()).stream().map(Entry::version).toList());
    }

    public PlanView plan(Plan plan) {
        return PlanView.of(plan);
    }

    /** What a plan promises, beside what was measured over all instances of the entry. */
    public List<PromiseView> promises(Entry entry, Plan plan) {
        return Promises.of(plan.objectives(), measurements.of(entry.name()));
    }

    /** Two letters for an entry's tile: those its label chooses, or the initials of its title. */
    public static String glyph(Entry entry) {
        var chosen = entry.labels().getOrDefault(GLYPH_LABEL, "");
        return GLYPH.matcher(chosen).matches()
                ? chosen.toUpperCase(Locale.ROOT)
                : initials(entry.title(), entry.name());
    }

    private static String initials(String title, String name) {
        var initials = WORD_START
                .matcher(title)
                .results()
                .map(java.util.regex.MatchResult::group)
                .limit(2)
                .toList();
        var letters = initials.size() < 2 ? name.substring(0, Math.min(2, name.length())) : String.join("", initials);
        return letters.toUpperCase(Locale.ROOT);
    }
}
