/** What an order would commit, as files and findings. */
@NullMarked
package dev.slipway.portal.requests.web.preview;

import org.jspecify.annotations.NullMarked;
