/** Changes that keep coming back or can't be put back, each told to a person with both parties named. */
@NamedInterface
@NullMarked
package dev.slipway.gitops.fights;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
