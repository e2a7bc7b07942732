/** Finds the person behind a drift in the audit logs of API servers. */
@NamedInterface
@NullMarked
package dev.slipway.gitops.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
