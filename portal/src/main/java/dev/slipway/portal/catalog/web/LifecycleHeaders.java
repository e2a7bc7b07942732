package dev.slipway.portal.catalog.web;

import dev.slipway.catalog.Entry;
import dev.slipway.catalog.Entry.Stage;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.http.HttpHeaders;

/** Tells programs that an entry is on its way out: {@code Deprecation} (RFC 9745) and {@code Sunset} (RFC 8594). */
final class LifecycleHeaders {

    private LifecycleHeaders() {}

    static HttpHeaders of(Entry entry) {
        var headers = new HttpHeaders();
        var lifecycle = entry.lifecycle();
        if (lifecycle.stage() != Stage.DEPRECATED && lifecycle.stage() != Stage.RETIRED) {
            return headers;
        }
        headers.set("Deprecation", "@" + startOf(lifecycle.since()).toEpochSecond());
        if (lifecycle.sunset() != null) {
            headers.setZonedDateTime("Sunset", startOf(lifecycle.sunset()));
        }
        if (lifecycle.successor() != null) {
            headers.set(
                    HttpHeaders.LINK,
                    "</api/v1/catalog/entries/%s>; rel=\"successor-version\"".formatted(lifecycle.successor()));
        }
        return headers;
    }

    private static java.time.ZonedDateTime startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC);
    }
}
