package dev.slipway.portal.platform.pages;

import dev.slipway.portal.platform.ClusterDown;
import dev.slipway.portal.platform.Waiting;
import java.util.List;

/**
 * What every page says about the platform.
 *
 * @param demo whether the demo profile is on
 * @param missingProofs how many proofs are missing that chaos programs promise
 * @param backlog accepted requests not yet committed because the golden repository can't be written
 * @param problems files of the golden repository that can't be followed
 * @param design whether the page of all components exists
 */
public record Platform(
        boolean demo,
        List<Waiting> waitingFor,
        List<ClusterDown> clustersDown,
        long missingProofs,
        long backlog,
        int problems,
        boolean design) {}
