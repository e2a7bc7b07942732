package dev.slipway.portal.requests.web.ordering;

import dev.slipway.portal.catalog.PlanView;
import dev.slipway.portal.catalog.PromiseView;
import java.util.List;

/**
 * A plan to choose.
 *
 * @param plan the plan
 * @param promises what it promises, beside what was measured
 * @param selected whether it is the one chosen
 */
public record PlanChoice(PlanView plan, List<PromiseView> promises, boolean selected) {}
