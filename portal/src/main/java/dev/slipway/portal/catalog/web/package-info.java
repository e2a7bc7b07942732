/** The catalog's pages and its part of the API. */
@NullMarked
package dev.slipway.portal.catalog.web;

import org.jspecify.annotations.NullMarked;
