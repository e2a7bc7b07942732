/** Break-glass over the API and on pages. */
@NullMarked
package dev.slipway.portal.breakglass.web;

import org.jspecify.annotations.NullMarked;
