/** Break-glass: named fields of named objects that people may change for a limited time. */
@NamedInterface
@NullMarked
package dev.slipway.gitops.exemptions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
