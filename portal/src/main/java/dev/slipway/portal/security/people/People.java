package dev.slipway.portal.security.people;

import dev.slipway.portal.security.Person;
import dev.slipway.portal.security.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Everybody who ever signed in, with the teams and roles they had then; tokens act with these. */
@Repository
public class People {

    private final JdbcClient database;

    People(JdbcClient database) {
        this.database = database;
    }

    /** Remembers the person as they are now; their tokens follow. */
    public void remember(Person person) {
        insert(person, """
                ON CONFLICT (issuer, subject) DO UPDATE SET
                    name = excluded.name, display_name = excluded.display_name, email = excluded.email,
                    teams = excluded.teams, roles = excluded.roles, seen_at = excluded.seen_at""");
    }

    private void insert(Person person, String orElse) {
        database.sql("""
                        INSERT INTO person (issuer, subject, name, display_name, email, teams, roles, seen_at)
                        VALUES (:issuer, :subject, :name, :displayName, :email, :teams, :roles, now())
                        """ + orElse)
                .param("issuer", person.issuer())
                .param("subject", person.subject())
                .param("name", person.name())
                .param("displayName", person.displayName())
                .param("email", person.email())
                .param("teams", person.teams().toArray(String[]::new))
                .param("roles", person.roles().stream().map(Role::name).toArray(String[]::new))
                .update();
    }

    /** Remembers a person who only ever came with a JWT; what a sign-in told of anybody else stays. */
    public void rememberIfNew(Person person) {
        insert(person, "ON CONFLICT (issuer, subject) DO NOTHING");
    }

    /** Reads the columns of {@code person}. */
    public static Person map(ResultSet row) throws SQLException {
        return new Person(
                row.getString("issuer"),
                row.getString("subject"),
                row.getString("name"),
                row.getString("display_name"),
                row.getString("email"),
                texts(row, "teams"),
                texts(row, "roles").stream().map(Role::valueOf).collect(Collectors.toSet()));
    }

    private static Set<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray()).collect(Collectors.toSet());
    }
}
