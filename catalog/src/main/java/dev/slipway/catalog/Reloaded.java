package dev.slipway.catalog;

import java.util.List;

/**
 * What became of the files the catalog was given.
 *
 * @param entries every version that is in effect now, by name and then from the newest version to the oldest
 * @param problems why files were left out; where an earlier good state of the same entry version is known, it stays
 */
public record Reloaded(List<Entry> entries, List<Problem> problems) {

    public Reloaded {
        entries = List.copyOf(entries);
        problems = List.copyOf(problems);
    }
}
