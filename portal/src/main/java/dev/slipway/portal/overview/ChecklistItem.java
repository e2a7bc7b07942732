package dev.slipway.portal.overview;

/**
 * A first step of somebody who is new here.
 *
 * @param title what to do
 * @param text what comes of it
 * @param done whether it was done
 * @param href where to do it, below the context path
 * @param action what the link there says
 */
record ChecklistItem(String title, String text, boolean done, String href, String action) {}
