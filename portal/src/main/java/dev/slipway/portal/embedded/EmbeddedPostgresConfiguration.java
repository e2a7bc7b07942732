package dev.slipway.portal.embedded;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EmbeddedPostgresConfiguration {

    /** Flyway is the first to use the database: it waits, so that nothing else has to. */
    @Bean
    FlywayConfigurationCustomizer flywayAwaitsEmbeddedPostgres(ObjectProvider<EmbeddedPostgres> postgres) {
        return flyway -> postgres.ifAvailable(EmbeddedPostgres::awaitReady);
    }
}
