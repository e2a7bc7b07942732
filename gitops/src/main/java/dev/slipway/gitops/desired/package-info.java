/** What a commit of the golden repository declares, read file by file and kept per instance. */
@NullMarked
package dev.slipway.gitops.desired;

import org.jspecify.annotations.NullMarked;
