package dev.slipway.portal.security.chains;

import dev.slipway.portal.security.CurrentPerson;
import dev.slipway.portal.security.throttle.SignInThrottle;
import dev.slipway.portal.security.tokens.BearerAuthentication;
import dev.slipway.portal.web.ForbiddenException;
import dev.slipway.portal.web.edge.ProblemWriter;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The API: bearer tokens, or the session of a page with its CSRF token. Answers with problems, never with a redirect.
 */
@Configuration(proxyBeanMethods = false)
class ApiChain {

    private static final RequestMatcher CHANGES = request -> !HttpMethod.GET.matches(request.getMethod())
            && !HttpMethod.HEAD.matches(request.getMethod())
            && !HttpMethod.OPTIONS.matches(request.getMethod());

    @Bean
    @Order(30)
    SecurityFilterChain apiSecurity(
            HttpSecurity http,
            BearerAuthentication bearer,
            SignInThrottle throttle,
            SecurityHeaders headers,
            CurrentPerson person,
            ProblemWriter problems)
            throws Exception {
        headers.on(http);
        return http.securityMatcher("/api/**", "/v3/api-docs/**", "/v3/api-docs.yaml", "/v3/api-docs")
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/v3/**")
                        .permitAll()
                        .requestMatchers(CHANGES)
                        .access(AuthorizationManagers.allOf(
                                AuthenticatedAuthorizationManager.authenticated(),
                                AuthorizationManagers.not(
                                        AuthorityAuthorizationManager.hasAuthority(CurrentPerson.READ_ONLY))))
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(request -> bearer::authenticate)
                        .authenticationEntryPoint(signInFirst(problems)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .addFilterAfter(throttle.filter(), HeaderWriterFilter.class)
                .exceptionHandling(answers -> answers.authenticationEntryPoint(signInFirst(problems))
                        .accessDeniedHandler((request, response, failure) ->
                                problems.write(person.onlyReads() ? onlyReads() : failure, response)))
                .build();
    }

    private static ForbiddenException onlyReads() {
        return new ForbiddenException(CurrentPerson.ONLY_READS);
    }

    private static AuthenticationEntryPoint signInFirst(ProblemWriter problems) {
        return (request, response, failure) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Slipway\"");
            problems.write(failure, response);
        };
    }
}
