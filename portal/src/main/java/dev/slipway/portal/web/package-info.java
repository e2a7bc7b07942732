/** What all pages and the API share: problems, limits, event streams, list answers. */
@NullMarked
package dev.slipway.portal.web;

import org.jspecify.annotations.NullMarked;
