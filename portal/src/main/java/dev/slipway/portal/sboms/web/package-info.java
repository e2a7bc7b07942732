/** The SBOMs' pages, downloads and their part of the API. */
@NullMarked
package dev.slipway.portal.sboms.web;

import org.jspecify.annotations.NullMarked;
