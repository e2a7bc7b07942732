/** How a person is made out of what an identity provider says about them. */
@NullMarked
package dev.slipway.portal.security.people;

import org.jspecify.annotations.NullMarked;
