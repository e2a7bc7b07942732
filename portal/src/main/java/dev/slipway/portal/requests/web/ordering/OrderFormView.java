package dev.slipway.portal.requests.web.ordering;

import dev.slipway.portal.web.FieldView;
import dev.slipway.portal.web.FormError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form in which an entry is ordered, or an instance changed.
 *
 * @param kind order or resize
 * @param entry the catalog entry
 * @param version its version
 * @param instance the instance to change, {@code null} for an order
 * @param plans the plans to choose from
 * @param name the field for the name, {@code null} for a change
 * @param tenant the field that says where it goes, or whose it becomes; {@code null} where there is no choice
 * @param fields the parameters' fields
 * @param errors all that is wrong, for the summary
 */
public record OrderFormView(
        String kind,
        String entry,
        String version,
        @Nullable String instance,
        List<PlanChoice> plans,
        @Nullable FieldView name,
        @Nullable FieldView tenant,
        List<FieldView> fields,
        List<FormError> errors) {}
