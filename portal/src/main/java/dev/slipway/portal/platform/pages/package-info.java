/** The portal about itself: home, status, and what every page shows around its content. */
@NullMarked
package dev.slipway.portal.platform.pages;

import org.jspecify.annotations.NullMarked;
