package dev.slipway.portal.identity;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Profiles;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Holds under the demo profile, unless a provider of the organisation's own is configured. */
final class OnEmbeddedProvider implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        var environment = context.getEnvironment();
        return environment.acceptsProfiles(Profiles.of("demo"))
                && !Binder.get(environment)
                        .bind("spring.security.oauth2.client.registration", Bindable.mapOf(String.class, Object.class))
                        .isBound();
    }
}
