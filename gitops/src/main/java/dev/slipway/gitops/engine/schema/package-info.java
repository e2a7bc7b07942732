/** What fields objects of a kind have, as the OpenAPI documents of a cluster tell. */
@NullMarked
package dev.slipway.gitops.engine.schema;

import org.jspecify.annotations.NullMarked;
