package dev.slipway.portal.security.tokens;

import dev.slipway.portal.security.Person;
import dev.slipway.portal.security.people.People;
import dev.slipway.portal.security.people.PersonAuthentication;
import dev.slipway.portal.security.people.SecuritySettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Personal access tokens: only their hashes are kept. They act with the teams and roles that their owner had when last
 * signed in, hence rest once that is too long ago.
 */
@Repository
public class AccessTokens {

    /** The longest life of a token. */
    public static final Duration LONGEST = Duration.ofDays(365);

    /** The most tokens one person can have. */
    public static final int MOST_PER_PERSON = 100;

    private final JdbcClient database;
    private final People people;
    private final Duration ownerSeenWithin;

    AccessTokens(JdbcClient database, People people, SecuritySettings settings) {
        this.database = database;
        this.people = people;
        this.ownerSeenWithin = settings.tokenOwnerSeenWithin();
    }

    /** Whether this looks like one of our tokens, as opposed to a JWT or a password. */
    public static boolean isToken(String credential) {
        return credential.startsWith(TokenValue.PREFIX);
    }

    /**
     * Makes a token that acts as this person.
     *
     * @param life how long it works, up to {@link #LONGEST}; null for ever
     */
    @Transactional
    public CreatedToken create(Person owner, String name, @Nullable Duration life, boolean readOnly) {
        people.rememberIfNew(owner);
        return store(owner, name, life, readOnly, TokenValue.random());
    }

    CreatedToken store(Person owner, String name, @Nullable Duration life, boolean readOnly, String value) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var token = new AccessToken(
                UUID.randomUUID(),
                name,
                TokenValue.shownPart(value),
                readOnly,
                now,
                life == null ? null : now.plus(life),
                null);
        database.sql("""
                        INSERT INTO access_token
                            (id, hash, prefix, issuer, subject, name, read_only, created_at, expires_at)
                        VALUES (:id, :hash, :prefix, :issuer, :subject, :name, :readOnly, :createdAt, :expiresAt)""")
                .param("id", token.id())
                .param("hash", TokenValue.hash(value))
                .param("prefix", token.prefix())
                .param("issuer", owner.issuer())
                .param("subject", owner.subject())
                .param("name", name)
                .param("readOnly", readOnly)
                .param("createdAt", timestamp(token.createdAt()))
                .param("expiresAt", timestamp(token.expiresAt()))
                .update();
        return new CreatedToken(token, value);
    }

    /** The person's tokens that still work, newest first. */
    public List<AccessToken> of(Person owner) {
        return database.sql("""
                        SELECT id, name, prefix, read_only, created_at, expires_at, last_used_at FROM access_token
                        WHERE issuer = :issuer AND subject = :subject AND (expires_at IS NULL OR expires_at > now())
                        ORDER BY created_at DESC, id""")
                .param("issuer", owner.issuer())
                .param("subject", owner.subject())
                .query((row, index) -> token(row))
                .list();
    }

    /** Ends a token at once; false if the person has no such token. */
    public boolean revoke(Person owner, UUID id) {
        return database.sql("DELETE FROM access_token WHERE id = :id AND issuer = :issuer AND subject = :subject")
                        .param("id", id)
                        .param("issuer", owner.issuer())
                        .param("subject", owner.subject())
                        .update()
                == 1;
    }

    /**
     * Whoever a token acts for; empty if it is unknown, revoked or expired.
     *
     * @throws CredentialsExpiredException if it rests, because its owner hasn't signed in for too long
     */
    public Optional<PersonAuthentication> authenticate(String value) {
        var hash = TokenValue.hash(value);
        var found = database.sql("""
                        SELECT person.*, token.read_only
                        FROM access_token token JOIN person USING (issuer, subject)
                        WHERE token.hash = :hash AND (token.expires_at IS NULL OR token.expires_at > now())""")
                .param("hash", hash)
                .query((row, index) -> {
                    var owner = People.map(row);
                    requireSeen(owner, row.getObject("seen_at", OffsetDateTime.class));
                    return new PersonAuthentication(owner, row.getBoolean("read_only"));
                })
                .optional();
        found.ifPresent(person -> noteUse(hash));
        return found;
    }

    /** The administrator's file belongs to nobody who could sign in. */
    private void requireSeen(Person owner, OffsetDateTime seenAt) {
        if (!AdminToken.isOwner(owner)
                && seenAt.toInstant().isBefore(Instant.now().minus(ownerSeenWithin))) {
            throw new CredentialsExpiredException(
                    "The token's owner last signed in more than %d days ago. Sign in again with the browser, and the token works again."
                            .formatted(ownerSeenWithin.toDays()));
        }
    }

    /** To the minute only, so that a busy token doesn't write with every request. */
    private void noteUse(byte[] hash) {
        database.sql("""
                        UPDATE access_token SET last_used_at = now()
                        WHERE hash = :hash AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')""").param("hash", hash).update();
    }

    @Scheduled(initialDelayString = "PT1H", fixedDelayString = "PT24H")
    void removeExpired() {
        database.sql("DELETE FROM access_token WHERE expires_at < now() - interval '30 days'")
                .update();
    }

    private static AccessToken token(ResultSet row) throws SQLException {
        return new AccessToken(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("prefix"),
                row.getBoolean("read_only"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "expires_at"),
                instant(row, "last_used_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
