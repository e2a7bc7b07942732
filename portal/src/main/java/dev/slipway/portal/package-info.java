/** The application: features, web pages, REST API and configuration. */
@NullMarked
package dev.slipway.portal;

import org.jspecify.annotations.NullMarked;
