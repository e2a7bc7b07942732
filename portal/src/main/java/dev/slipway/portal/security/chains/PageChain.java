package dev.slipway.portal.security.chains;

import dev.slipway.portal.security.people.SignInUserService;
import dev.slipway.portal.web.ProblemException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The pages: a session that begins at an OpenID Connect provider. What isn't listed here needs a signed-in person. */
@Configuration(proxyBeanMethods = false)
class PageChain {

    private static final String[] PUBLIC = {
        "/",
        "/login",
        "/error",
        "/platform/banner",
        "/css/**",
        "/js/**",
        "/img/**",
        "/webjars/**",
        "/favicon.ico",
        "/robots.txt"
    };

    @Bean
    @Order(100)
    SecurityFilterChain pageSecurity(
            HttpSecurity http,
            SignInDoors doors,
            SignInUserService users,
            SecurityHeaders headers,
            ObjectProvider<ClientRegistrationRepository> clients)
            throws Exception {
        headers.on(http);
        http.authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(PUBLIC)
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .requestCache(cache -> cache.requestCache(pagesOnly()))
                .exceptionHandling(answers -> answers.authenticationEntryPoint(new ToSignIn(doors)))
                .logout(logout -> logout.logoutSuccessUrl(SignInDoors.SIGN_IN_PAGE + "?logout"));
        var registrations = clients.getIfAvailable();
        if (registrations != null) {
            signInWith(http, registrations, users);
        }
        return http.build();
    }

    private static void signInWith(
            HttpSecurity http, ClientRegistrationRepository registrations, SignInUserService users) throws Exception {
        var alsoAtTheProvider = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        alsoAtTheProvider.setPostLogoutRedirectUri("{baseUrl}" + SignInDoors.SIGN_IN_PAGE + "?logout");
        alsoAtTheProvider.setDefaultTargetUrl(SignInDoors.SIGN_IN_PAGE + "?logout");
        http.oauth2Login(login -> login.clientRegistrationRepository(registrations)
                        .loginPage(SignInDoors.SIGN_IN_PAGE)
                        .failureUrl(SignInDoors.SIGN_IN_PAGE + "?error")
                        .userInfoEndpoint(user -> user.oidcUserService(users))
                        .addObjectPostProcessor(tellingOfProvidersThatAreDown()))
                .logout(logout -> logout.logoutSuccessHandler(alsoAtTheProvider));
    }

    private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> tellingOfProvidersThatAreDown() {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends OAuth2AuthorizationRequestRedirectFilter> F postProcess(F filter) {
                filter.setAuthenticationFailureHandler((request, response, failure) -> {
                    request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, failure.getCause());
                    response.sendError(
                            failure.getCause() instanceof ProblemException known
                                    ? known.status().value()
                                    : HttpStatus.INTERNAL_SERVER_ERROR.value());
                });
                return filter;
            }
        };
    }

    /** After signing in people land on a page, never on a fragment or an event stream. */
    private static HttpSessionRequestCache pagesOnly() {
        RequestMatcher isPage = request -> {
            var accept = request.getHeader("Accept");
            return request.getMethod().equals("GET")
                    && request.getHeader("HX-Request") == null
                    && accept != null
                    && accept.contains("text/html");
        };
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(isPage);
        return cache;
    }
}
