/** The catalog as people and programs see it: entries with their plans, promises and documentation. */
@NullMarked
package dev.slipway.portal.catalog;

import org.jspecify.annotations.NullMarked;
