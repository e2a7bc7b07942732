package dev.slipway.portal.security.chains;

import dev.slipway.gitops.foreign.ClusterReaders;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.security.Role;
import dev.slipway.portal.security.people.PasswordSignIn;
import dev.slipway.portal.security.people.PersonAuthentication;
import dev.slipway.portal.security.throttle.SignInThrottle;
import dev.slipway.portal.security.tokens.AccessTokens;
import jakarta.servlet.DispatcherType;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;

/** Git's door: basic authentication with a token in place of the password, or a demo user's password. */
@Configuration(proxyBeanMethods = false)
class GitChain {

    @Bean
    @Order(20)
    SecurityFilterChain gitSecurity(
            HttpSecurity http,
            AccessTokens tokens,
            ObjectProvider<PasswordSignIn> passwords,
            ClusterReaders clusters,
            SignInThrottle throttle,
            SecurityHeaders headers)
            throws Exception {
        headers.on(http);
        return http.securityMatcher("/git/**")
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .httpBasic(basic -> basic.realmName("Slipway"))
                .authenticationProvider(new NameAndSecret(tokens, passwords.getIfAvailable(), clusters))
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterAfter(throttle.filter(), HeaderWriterFilter.class)
                .build();
    }

    /** The user name is only a courtesy where a token says who it is. */
    private record NameAndSecret(
            AccessTokens tokens, @Nullable PasswordSignIn passwords, ClusterReaders clusters)
            implements AuthenticationProvider {

        @Override
        public Authentication authenticate(Authentication authentication) {
            var secret = String.valueOf(authentication.getCredentials());
            var found = AccessTokens.isToken(secret)
                    ? tokens.authenticate(secret)
                    : byPassword(authentication.getName(), secret)
                            .or(() -> byCluster(authentication.getName(), secret));
            return found.orElseThrow(() -> new BadCredentialsException(
                    "Send your user name with a personal access token (slw_…) as the password"));
        }

        private Optional<PersonAuthentication> byPassword(String name, String password) {
            return passwords == null
                    ? Optional.empty()
                    : passwords.signIn(name, password).map(person -> new PersonAuthentication(person, false));
        }

        /** The engine of a cluster reads what it applies, and does nothing else. */
        private Optional<PersonAuthentication> byCluster(String name, String password) {
            return clusters.find(name, password)
                    .map(cluster -> new Person(
                            "cluster", cluster, name, "Cluster " + cluster, null, Set.of(), Set.of(Role.AUDITOR)))
                    .map(engine -> new PersonAuthentication(engine, true));
        }

        @Override
        public boolean supports(Class<?> authentication) {
            return authentication == UsernamePasswordAuthenticationToken.class;
        }
    }
}
