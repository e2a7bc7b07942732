/** The golden repository: what others see of it. */
@NamedInterface
@NullMarked
package dev.slipway.gitops.repository;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
