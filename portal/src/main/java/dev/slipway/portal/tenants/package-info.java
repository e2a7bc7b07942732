/** The units of isolation: list, page, quota and kubeconfigs. */
@NullMarked
package dev.slipway.portal.tenants;

import org.jspecify.annotations.NullMarked;
