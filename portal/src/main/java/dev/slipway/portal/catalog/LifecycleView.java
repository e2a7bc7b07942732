package dev.slipway.portal.catalog;

import dev.slipway.catalog.Entry;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where an entry is in its life.
 *
 * @param stage preview, supported, deprecated or retired
 * @param sunset the first day it can't be ordered any more
 * @param successor name of the entry to use instead
 * @param migration how to get there: a page of the docs or a URL
 */
public record LifecycleView(
        String stage,
        @Nullable LocalDate since,
        @Nullable LocalDate sunset,
        @Nullable String successor,
        @Nullable String migration) {

    static LifecycleView of(Entry.Lifecycle lifecycle) {
        return new LifecycleView(
                lifecycle.stage().word(),
                lifecycle.since(),
                lifecycle.sunset(),
                lifecycle.successor(),
                lifecycle.migration());
    }
}
