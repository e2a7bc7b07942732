package dev.slipway.sbom.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sbom.Format;
import dev.slipway.sbom.testing.TestDatabase;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class StoredBytesTest {

    private final JdbcClient jdbc = TestDatabase.create().jdbc();

    @ParameterizedTest
    @ValueSource(ints = {1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 * (1 << 20), 5_000_000})
    void areTheWholeDocumentWhereverItsPiecesEnd(int length) throws Exception {
        byte[] document = new byte[length];
        new Random(length).nextBytes(document);
        UUID id = store(document);

        assertThat(StoredBytes.of(jdbc, id, Format.SYFT).orElseThrow().readAllBytes())
                .isEqualTo(document);
        assertThat(StoredBytes.of(jdbc, id, Format.SPDX_3_0)).isEmpty();
    }

    private UUID store(byte[] document) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into sbom (id, subject_key, subject_kind, subject_name, subject_version, source_kind,
                                          source_location, state)
                        values (:id, 'key', 'PRODUCT', 'slipway', '1', 'ARTIFACT', '/x', 'QUEUED')
                        """).param("id", id).update();
        jdbc.sql("""
                        insert into sbom_document (sbom_id, format, sha256, size, gzip)
                        values (:id, 'SYFT', '', :size, :bytes)
                        """)
                .param("id", id)
                .param("size", document.length)
                .param("bytes", document)
                .update();
        return id;
    }
}
