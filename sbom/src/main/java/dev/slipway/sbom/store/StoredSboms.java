package dev.slipway.sbom.store;

import dev.slipway.sbom.Format;
import dev.slipway.sbom.NoSuchSbom;
import dev.slipway.sbom.Page;
import dev.slipway.sbom.SbomComponent;
import dev.slipway.sbom.SbomDocument;
import dev.slipway.sbom.SbomFilter;
import dev.slipway.sbom.SbomRecord;
import dev.slipway.sbom.SbomSubject;
import dev.slipway.sbom.Sboms;
import dev.slipway.sbom.ScanTicket;
import dev.slipway.sbom.Source;
import dev.slipway.sbom.syft.StoredDocument;
import dev.slipway.sbom.syft.SyftLocator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** {@link Sboms} in PostgreSQL. */
@Component
final class StoredSboms implements Sboms {

    private static final int MAX_QUERY = 200;

    private static final String VISIBLE = """
            (cast(:tenant as text) is null or s.tenant = :tenant)
            and (cast(:instance as text) is null or s.instance = :instance)
            and (cast(:teams as text[]) is null or s.team is null or s.team = any(cast(:teams as text[])))
            """;

    private final JdbcClient jdbc;
    private final ScanQueue queue;
    private final SyftLocator locator;

    StoredSboms(JdbcClient jdbc, ScanQueue queue, SyftLocator locator) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.locator = locator;
    }

    @Override
    public ScanTicket request(SbomSubject subject, Source source) {
        return queue.add(subject, source);
    }

    @Override
    public Optional<SbomRecord> find(UUID id) {
        return jdbc.sql("select " + Rows.SBOM_COLUMNS + " from sbom s where s.id = :id")
                .param("id", id)
                .query(Rows::sbom)
                .optional();
    }

    @Override
    public Page<SbomRecord> list(SbomFilter filter, int page, int size) {
        Page.require(page, size);
        long total = filtered("select count(*) from sbom s where " + VISIBLE, filter)
                .query(Long.class)
                .single();
        List<SbomRecord> items = filtered(
                        "select " + Rows.SBOM_COLUMNS + " from sbom s where " + VISIBLE
                                + " order by s.requested_at desc, s.id limit :size offset :offset",
                        filter)
                .param("size", size)
                .param("offset", (long) page * size)
                .query(Rows::sbom)
                .list();
        return new Page<>(items, page, size, total);
    }

    @Override
    public Optional<SbomRecord> latest(SbomSubject subject) {
        return jdbc.sql("select " + Rows.SBOM_COLUMNS + " from sbom s where s.subject_key = :key and s.newest")
                .param("key", subject.key())
                .query(Rows::sbom)
                .optional();
    }

    @Override
    public List<SbomRecord> history(SbomSubject subject) {
        return jdbc.sql("select " + Rows.SBOM_COLUMNS
                        + " from sbom s where s.subject_key = :key order by s.requested_at desc, s.id limit :size")
                .param("key", subject.key())
                .param("size", Page.MAX_SIZE)
                .query(Rows::sbom)
                .list();
    }

    @Override
    public SbomDocument document(UUID id, Format format) {
        long size = jdbc.sql("select size from sbom_document where sbom_id = :id and format = :format")
                .param("id", id)
                .param("format", format.name())
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new NoSuchSbom(id));
        return StoredBytes.of(jdbc, id, format)
                .map(compressed -> new SbomDocument(size, StoredDocument.originalOf(compressed)))
                .orElseThrow(() -> new NoSuchSbom(id));
    }

    @Override
    public Page<SbomComponent> components(UUID id, int page, int size) {
        Page.require(page, size);
        long total = jdbc.sql("select count(*) from sbom_component where sbom_id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
        List<SbomComponent> items = jdbc.sql("""
                        select * from sbom_component where sbom_id = :id
                        order by name, version, purl, type limit :size offset :offset
                        """)
                .param("id", id)
                .param("size", size)
                .param("offset", (long) page * size)
                .query(Rows::component)
                .list();
        return new Page<>(items, page, size, total);
    }

    @Override
    public Page<SbomComponent.Match> search(String query, SbomFilter filter, int page, int size) {
        Page.require(page, size);
        String text = query.strip().toLowerCase(Locale.ROOT);
        if (text.isEmpty() || text.length() > MAX_QUERY) {
            throw new IllegalArgumentException(
                    "The query has " + text.length() + " characters; expected 1 to " + MAX_QUERY);
        }
        String column = text.startsWith("pkg:") ? "purl" : "name";
        String found = """
                 from sbom_component c join sbom s on s.id = c.sbom_id
                where s.newest and left(lower(c.%s), 200) like :pattern and
                """.formatted(column) + VISIBLE;
        String pattern = text.replaceAll("[\\\\%_]", "\\\\$0") + "%";
        long total = filtered("select count(*)" + found, filter)
                .param("pattern", pattern)
                .query(Long.class)
                .single();
        List<SbomComponent.Match> items = filtered(
                        "select s.*, c.*" + found
                                + " order by c.name, c.version, s.subject_key limit :size offset :offset",
                        filter)
                .param("pattern", pattern)
                .param("size", size)
                .param("offset", (long) page * size)
                .query((row, number) -> new SbomComponent.Match(
                        row.getObject("sbom_id", UUID.class), Rows.subject(row), Rows.component(row, number)))
                .list();
        return new Page<>(items, page, size, total);
    }

    @Override
    public Scanner scanner() {
        SyftLocator.Location location = locator.locate();
        return new Scanner(location.path(), location.detail());
    }

    private StatementSpec filtered(String sql, SbomFilter filter) {
        return jdbc.sql(sql)
                .param("tenant", filter.tenant())
                .param("instance", filter.instance())
                .param("teams", filter.teams() == null ? null : filter.teams().toArray(String[]::new));
    }
}
