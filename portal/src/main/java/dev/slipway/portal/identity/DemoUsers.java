package dev.slipway.portal.identity;

import dev.slipway.portal.security.Person;
import dev.slipway.portal.security.people.PasswordSignIn;
import dev.slipway.portal.security.people.PersonMapper;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The people of the embedded provider. */
@Component
@EmbeddedProviderOnly
public class DemoUsers implements PasswordSignIn {

    private static final List<DemoUser> USERS = List.of(
            new DemoUser("dev", "Dana Developer", List.of("team-checkout")),
            new DemoUser("dev2", "Dario Developer", List.of("team-payments")),
            new DemoUser("platform", "Petra Platform", List.of("team-platform")),
            new DemoUser("auditor", "Aki Auditor", List.of("auditors")),
            new DemoUser("admin", "Ada Admin", List.of("team-platform", "admins")));

    private final PasswordEncoder passwords = new BCryptPasswordEncoder();
    private final Map<String, String> hashes = new ConcurrentHashMap<>(); // made at first use: they cost start-up time
    private final PersonMapper mapper;

    DemoUsers(PersonMapper mapper) {
        this.mapper = mapper;
    }

    public List<DemoUser> all() {
        return USERS;
    }

    /** The person that signing in as this user makes. */
    public Person person(DemoUser user) {
        return mapper.person(EmbeddedIssuer.ALIAS, claims(user));
    }

    Optional<DemoUser> find(String name) {
        return USERS.stream().filter(user -> user.name().equals(name)).findFirst();
    }

    static Map<String, Object> claims(DemoUser user) {
        return Map.of(
                "sub", user.name(),
                "preferred_username", user.name(),
                "name", user.displayName(),
                "email", user.name() + "@example.org",
                "groups", user.groups());
    }

    PasswordEncoder passwordEncoder() {
        return passwords;
    }

    /** For the provider's own sign-in form. */
    UserDetails details(String name) {
        var user = find(name).orElseThrow(() -> new UsernameNotFoundException("There is no demo user of that name"));
        return User.withUsername(user.name()).password(hash(user)).build();
    }

    @Override
    public Optional<Person> signIn(String name, String password) {
        return find(name)
                .filter(user -> passwords.matches(password, hash(user)))
                .map(this::person);
    }

    private String hash(DemoUser user) {
        return hashes.computeIfAbsent(user.name(), name -> Objects.requireNonNull(passwords.encode(name)));
    }
}
