/** Sealed namespaces, in which nothing stays that nobody declared. */
@NamedInterface
@NullMarked
package dev.slipway.gitops.sealing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
