/** What the portal's tests share: a running portal and clients that use it as people and programs do. */
package dev.slipway.portal.testing;
