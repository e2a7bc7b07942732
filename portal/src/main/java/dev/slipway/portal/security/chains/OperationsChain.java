package dev.slipway.portal.security.chains;

import dev.slipway.portal.security.throttle.SignInThrottle;
import dev.slipway.portal.security.tokens.BearerAuthentication;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;

/** Health is for everybody, its details and everything else of the actuator for administrators' tokens. */
@Configuration(proxyBeanMethods = false)
class OperationsChain {

    /** Measuring every filter of every chain would cost more than it tells. */
    @Bean
    SecurityObservationSettings noSecurityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @Order(10)
    SecurityFilterChain operationsSecurity(
            HttpSecurity http, BearerAuthentication bearer, SignInThrottle throttle, SecurityHeaders headers)
            throws Exception {
        headers.on(http);
        return http.securityMatcher("/actuator/**")
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/actuator/health/**", "/actuator/health")
                        .permitAll()
                        .anyRequest()
                        .hasRole("ADMIN"))
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(request -> bearer::authenticate))
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterAfter(throttle.filter(), HeaderWriterFilter.class)
                .build();
    }
}
