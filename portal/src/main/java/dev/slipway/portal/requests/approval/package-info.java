/** Orders that wait for a person's yes: who may say it, and what comes of it. */
@NullMarked
package dev.slipway.portal.requests.approval;

import org.jspecify.annotations.NullMarked;
