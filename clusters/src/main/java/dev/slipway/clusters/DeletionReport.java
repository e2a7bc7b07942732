package dev.slipway.clusters;

import java.time.Duration;

/**
 * What is left of a deleted virtual cluster, counted after the deletion.
 *
 * @param name the virtual cluster
 * @param processes its child processes that still live
 * @param keys its keys in etcd
 * @param files its files and folders
 * @param took how long the deletion took
 */
public record DeletionReport(String name, int processes, long keys, int files, Duration took) {

    /** True if nothing is left. */
    public boolean isClean() {
        return processes == 0 && keys == 0 && files == 0;
    }
}
