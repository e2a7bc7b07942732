/** What drifted and how fast it was put back. */
@NamedInterface
@NullMarked
package dev.slipway.gitops.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
