/** Permanent chaos: changes objects on purpose, and proves that each is put back. */
@NamedInterface
@NullMarked
package dev.slipway.gitops.chaos;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
