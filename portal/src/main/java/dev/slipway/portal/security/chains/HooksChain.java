package dev.slipway.portal.security.chains;

import dev.slipway.portal.security.throttle.SignInThrottle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;

/** Webhooks of other programs: each endpoint checks a secret or signature of its own, and nobody has a session. */
@Configuration(proxyBeanMethods = false)
class HooksChain {

    @Bean
    @Order(25)
    SecurityFilterChain hooksSecurity(HttpSecurity http, SignInThrottle throttle, SecurityHeaders headers)
            throws Exception {
        headers.on(http);
        return http.securityMatcher("/hooks/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterAfter(throttle.filter(), HeaderWriterFilter.class)
                .build();
    }
}
