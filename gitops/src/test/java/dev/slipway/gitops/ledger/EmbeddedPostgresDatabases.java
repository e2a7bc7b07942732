package dev.slipway.gitops.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Databases beside each other in one server. */
final class EmbeddedPostgresDatabases {

    private EmbeddedPostgresDatabases() {}

    static void create(EmbeddedPostgres postgres, String name) {
        JdbcClient.create(postgres.getPostgresDatabase())
                .sql("create database " + name + " template template0 encoding 'UTF8'")
                .update();
    }
}
