package dev.slipway.portal.requests.web.ordering;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.portal.security.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.ModelAndView;

/** The page from which an instance is changed and deleted: it is shown again where that is refused. */
public interface InstancePage {

    /** Shows the form for a change as somebody filled it in, with what is wrong at its fields. */
    ModelAndView refusedChange(InstanceKey instance, OrderFormView form, Person person);

    /**
     * Shows the form for the deletion again.
     *
     * @param typed what was typed to confirm it
     * @param reason a plain sentence
     */
    ModelAndView refusedDeletion(InstanceKey instance, @Nullable String typed, String reason, Person person);
}
