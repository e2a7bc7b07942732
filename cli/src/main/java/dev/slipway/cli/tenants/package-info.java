/** Commands about tenants and their kubeconfigs. */
@NullMarked
package dev.slipway.cli.tenants;

import org.jspecify.annotations.NullMarked;
