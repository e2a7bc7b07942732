package dev.slipway.portal.catalog;

import dev.slipway.catalog.Plan;
import java.math.BigDecimal;

/**
 * What an instance costs.
 *
 * @param currency an ISO 4217 code
 * @param per hour, day, month or year
 */
public record CostView(BigDecimal amount, String currency, String per) {

    static CostView of(Plan.Cost cost) {
        return new CostView(ObjectivesView.plain(cost.amount()), cost.currency(), cost.per());
    }
}
