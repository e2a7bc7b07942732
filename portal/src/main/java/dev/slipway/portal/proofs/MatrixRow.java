package dev.slipway.portal.proofs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the coverage matrix on a page: one kind in one cluster.
 *
 * @param cells one for each change, in the order of the head; {@code null} where the kind does not know the change
 */
record MatrixRow(String cluster, String kind, List<@Nullable CoverageView> cells) {}
