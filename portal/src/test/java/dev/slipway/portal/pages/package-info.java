/** The pages in a real browser. */
package dev.slipway.portal.pages;
