package dev.slipway.sbom.store;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets one transaction at a time decide about a subject; ends with the transaction. */
final class SubjectLock {

    private SubjectLock() {}

    static void take(JdbcClient jdbc, String subjectKey) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 20261122))")
                .param("key", "sbom:" + subjectKey)
                .query((row, number) -> true)
                .single();
    }
}
