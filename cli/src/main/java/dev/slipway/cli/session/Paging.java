package dev.slipway.cli.session;

import dev.slipway.cli.portal.Location;
import picocli.CommandLine.Option;

/** Which part of a list is wanted. */
public final class Paging {

    @Option(names = "--page", paramLabel = "N", defaultValue = "0", description = "The page, from 0.")
    private int page;

    @Option(names = "--size", paramLabel = "N", defaultValue = "50", description = "Items on a page, 50 unless told.")
    private int size;

    /**
     * @param location a list
     * @return the wanted part of it
     */
    public Location of(Location location) {
        return location.with("page", page).with("size", size);
    }
}
