package dev.slipway.gitops.repository;

import java.util.List;

/**
 * Exactly what a commit would change, shown before anybody agrees to it.
 *
 * @param base the commit that the plan was made on
 * @param directory the directory whose tree identifies the result, such as {@code tenants/checkout/orders-db}
 * @param tree the Git object id of that directory's tree after the change; forty zeros where nothing is left of it
 * @param changes the files that change, sorted by path; empty where the directory is already as wanted
 */
public record Plan(String base, String directory, String tree, List<FileChange> changes) {

    public Plan {
        changes = List.copyOf(changes);
    }
}
