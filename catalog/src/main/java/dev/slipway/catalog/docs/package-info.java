/** Turns the documentation of entries, which others wrote, into HTML that is safe to show. */
@NullMarked
package dev.slipway.catalog.docs;

import org.jspecify.annotations.NullMarked;
