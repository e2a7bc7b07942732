/** Has other engines, which run in the clusters themselves, apply what is declared, and reads what they say of it. */
@NamedInterface
@NullMarked
package dev.slipway.gitops.foreign;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
