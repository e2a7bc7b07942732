package dev.slipway.portal.pages;

import com.microsoft.playwright.options.ColorScheme;

/**
 * How a person looks at the portal.
 *
 * @param scheme what their system asks for
 * @param width of the window in CSS pixels; 320 is what WCAG asks pages to reflow to
 */
record Look(ColorScheme scheme, int width) {

    static final Look DESK = new Look(ColorScheme.LIGHT, 1280);

    @Override
    public String toString() {
        return scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width;
    }
}
