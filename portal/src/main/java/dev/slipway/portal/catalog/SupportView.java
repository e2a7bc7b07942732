package dev.slipway.portal.catalog;

import dev.slipway.catalog.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The owner's support promise.
 *
 * @param hours such as {@code 24x7}
 * @param contact a URL or text
 * @param response by priority, the most urgent first
 * @param runbook a page of the documentation, such as {@code runbook.md}
 */
public record SupportView(
        String hours,
        String contact,
        String security,
        List<ResponseTime> response,
        @Nullable String runbook) {

    static SupportView of(Entry.Support support) {
        var response = support.response().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .map(time -> new ResponseTime(time.getKey(), time.getValue()))
                .toList();
        return new SupportView(
                support.hours(), support.contact(), support.security(), response, pageOf(support.runbook()));
    }

    /** An entry names its runbook from its own folder; as a link it counts from the docs. */
    private static @Nullable String pageOf(@Nullable String runbook) {
        return runbook != null && runbook.startsWith("docs/") ? runbook.substring("docs/".length()) : null;
    }
}
