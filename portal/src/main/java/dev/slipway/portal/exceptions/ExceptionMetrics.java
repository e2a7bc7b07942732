package dev.slipway.portal.exceptions;

import dev.slipway.gitops.Removals;
import dev.slipway.gitops.exemptions.Exemptions;
import dev.slipway.gitops.fights.Fights;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Counts what needs a person. */
@Component
class ExceptionMetrics implements MeterBinder {

    private final Removals removals;
    private final Fights fights;
    private final Exemptions exemptions;

    ExceptionMetrics(Removals removals, Fights fights, Exemptions exemptions) {
        this.removals = removals;
        this.fights = fights;
        this.exemptions = exemptions;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("slipway.fights.open", fights, all -> all.open().size())
                .description("Changes that keep coming back or can't be put back")
                .register(registry);
        Gauge.builder("slipway.break.glass.open", exemptions, all -> all.open().size())
                .description("Break-glass that is open")
                .register(registry);
        Gauge.builder("slipway.removals.held", removals, all -> all.held().size())
                .description("Removals that wait for a person")
                .register(registry);
    }
}
