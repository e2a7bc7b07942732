package dev.slipway.cli.session;

import dev.slipway.cli.portal.Location;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of a list is wanted; the portal's first 50 unless told. */
public final class Paging {

    @Option(names = "--page", paramLabel = "N", description = "The page, from 0.")
    private @Nullable Integer page;

    @Option(names = "--size", paramLabel = "N", description = "How many on a page.")
    private @Nullable Integer size;

    /**
     * @param location a list
     * @return the wanted part of it
     */
    public Location of(Location location) {
        return location.with("page", page).with("size", size);
    }
}
