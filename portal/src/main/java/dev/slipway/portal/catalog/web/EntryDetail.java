package dev.slipway.portal.catalog.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.slipway.portal.catalog.DocLink;
import dev.slipway.portal.catalog.EntryView;
import java.util.List;
import java.util.Map;

/**
 * An entry with what an order needs.
 *
 * @param parameters the JSON Schema of the parameters
 * @param docs the pages of its documentation
 */
record EntryDetail(@JsonUnwrapped EntryView entry, Map<String, Object> parameters, List<DocLink> docs) {}
