/** Who is asking and what they may do; every endpoint declares whom it is for with one of the annotations here. */
@NullMarked
package dev.slipway.portal.security;

import org.jspecify.annotations.NullMarked;
