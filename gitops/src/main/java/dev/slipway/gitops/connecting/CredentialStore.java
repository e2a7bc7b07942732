package dev.slipway.gitops.connecting;

import dev.slipway.clusters.remote.Access;
import dev.slipway.gitops.store.SecretBox;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Credentials of clusters in the database, sealed. */
@Component
final class CredentialStore {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final SecretBox box;

    CredentialStore(JdbcClient jdbc, SecretBox box) {
        this.jdbc = jdbc;
        this.box = box;
    }

    /** What is kept, by name: its version, which rises with each change. */
    Map<String, Long> versions() {
        Map<String, Long> versions = new TreeMap<>();
        jdbc.sql("select name, version from cluster_credentials").query(row -> {
            versions.put(row.getString("name"), row.getLong("version"));
        });
        return versions;
    }

    /**
     * The credentials of that name.
     *
     * @throws IllegalStateException if they were sealed with another key or for another name
     */
    @Nullable
    Access open(String name) {
        byte[] sealed = jdbc.sql("select value from cluster_credentials where name = ?")
                .param(name)
                .query(byte[].class)
                .optional()
                .orElse(null);
        if (sealed == null) {
            return null;
        }
        Sealed opened = JSON.readValue(new String(box.open(sealed), StandardCharsets.UTF_8), Sealed.class);
        if (!opened.name().equals(name)) {
            throw new IllegalStateException(
                    "The credentials '%s' were kept under the name '%s'".formatted(name, opened.name()));
        }
        return new Access(opened.server(), opened.authority(), opened.token(), opened.certificate(), opened.key());
    }

    void keep(String name, Access access, String by) {
        Sealed sealed = new Sealed(
                name, access.server(), access.authority(), access.token(), access.certificate(), access.key());
        jdbc.sql("""
                        insert into cluster_credentials (name, server, value, changed_by) values (?, ?, ?, ?)
                        on conflict (name) do update
                        set server = excluded.server, value = excluded.value, changed_by = excluded.changed_by,
                            changed_at = now(), version = default
                        """)
                .params(name, access.server(), box.seal(JSON.writeValueAsBytes(sealed)), by)
                .update();
    }

    void forget(String name) {
        jdbc.sql("delete from cluster_credentials where name = ?").param(name).update();
    }

    /** The name is sealed in, so that a row that was moved to another name is found out. */
    private record Sealed(
            String name,
            String server,
            @Nullable String authority,
            @Nullable String token,
            @Nullable String certificate,
            @Nullable String key) {}
}
