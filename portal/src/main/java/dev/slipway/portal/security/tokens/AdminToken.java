package dev.slipway.portal.security.tokens;

import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.security.Role;
import dev.slipway.portal.security.people.People;
import java.util.Set;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Sees to it that {@code DATA/admin-token} holds a working administrator's token, so that nobody is locked out. */
@Component
class AdminToken implements ApplicationRunner {

    static final String FILE = "admin-token";

    private static final Person OWNER = new Person(
            "embedded", "admin-token", "admin-token", "Administrator's token", null, Set.of(), Set.of(Role.ADMIN));

    private final DataDirectory data;
    private final People people;
    private final AccessTokens tokens;

    AdminToken(DataDirectory data, People people, AccessTokens tokens) {
        this.data = data;
        this.people = people;
        this.tokens = tokens;
    }

    static boolean isOwner(Person person) {
        return person.equals(OWNER);
    }

    /** A file without its row (a fresh database) is taken up again, a row without its file is given up. */
    @Override
    public void run(ApplicationArguments arguments) {
        people.remember(OWNER);
        var value = data.secret(FILE, TokenValue::random);
        if (tokens.authenticate(value).isPresent()) {
            return;
        }
        var name = data.resolve(FILE).toString();
        tokens.of(OWNER).stream().filter(old -> old.name().equals(name)).forEach(old -> tokens.revoke(OWNER, old.id()));
        tokens.store(OWNER, name, null, false, value);
    }
}
