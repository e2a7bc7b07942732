/** The door for the audit webhooks of clusters that the platform doesn't run itself. */
@NullMarked
package dev.slipway.portal.audit;

import org.jspecify.annotations.NullMarked;
