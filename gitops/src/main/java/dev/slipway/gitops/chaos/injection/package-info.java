/** Makes a change, watches from outside the engine that it is put back, and undoes it where it is not. */
@NullMarked
package dev.slipway.gitops.chaos.injection;

import org.jspecify.annotations.NullMarked;
