package dev.slipway.sbom.store;

import dev.slipway.sbom.Format;
import dev.slipway.sbom.SbomComponent;
import dev.slipway.sbom.SbomRecord;
import dev.slipway.sbom.SbomSubject;
import dev.slipway.sbom.Source;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Translates between rows and records. */
final class Rows {

    /** All that {@link #sbom} reads; the documents' digests come along as {@code FORMAT=sha256,…}. */
    static final String SBOM_COLUMNS = """
            s.*, (select string_agg(d.format || '=' || d.sha256, ',') from sbom_document d where d.sbom_id = s.id) as digests
            """;

    private Rows() {}

    static SbomRecord sbom(ResultSet row, int number) throws SQLException {
        String verdict = row.getString("verdict");
        return new SbomRecord(
                row.getObject("id", UUID.class),
                subject(row),
                source(row),
                SbomRecord.State.valueOf(row.getString("state")),
                verdict == null ? null : SbomRecord.Verdict.valueOf(verdict),
                texts(row, "findings"),
                row.getInt("components"),
                row.getString("tool"),
                row.getString("tool_version"),
                digests(row.getString("digests")),
                row.getString("note"),
                row.getString("failure"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                row.getInt("attempts"));
    }

    static SbomComponent component(ResultSet row, int number) throws SQLException {
        return new SbomComponent(
                row.getString("name"),
                row.getString("version"),
                row.getString("purl"),
                row.getString("type"),
                texts(row, "licences"));
    }

    static SbomSubject subject(ResultSet row) throws SQLException {
        return new SbomSubject(
                SbomSubject.Kind.valueOf(row.getString("subject_kind")),
                row.getString("subject_name"),
                row.getString("subject_version"),
                row.getString("tenant"),
                row.getString("instance"),
                row.getString("team"));
    }

    static Source source(ResultSet row) throws SQLException {
        String kind = row.getString("source_kind");
        String location = row.getString("source_location");
        return switch (kind) {
            case "IMAGE" -> new Source.Image(location);
            case "GIT" -> new Source.GitRepository(URI.create(location), row.getString("source_ref"));
            case "ARTIFACT" -> new Source.Artifact(Path.of(location));
            default -> throw new IllegalStateException("Source kind " + kind + "; expected IMAGE, GIT or ARTIFACT");
        };
    }

    static String kind(Source source) {
        if (source instanceof Source.Image) {
            return "IMAGE";
        }
        return source instanceof Source.GitRepository ? "GIT" : "ARTIFACT";
    }

    static String location(Source source) {
        return source instanceof Source.GitRepository git ? git.url().toString() : source.text();
    }

    static @Nullable String ref(Source source) {
        return source instanceof Source.GitRepository git ? git.ref() : null;
    }

    private static Map<Format, String> digests(@Nullable String joined) {
        Map<Format, String> digests = new EnumMap<>(Format.class);
        if (joined != null) {
            for (String digest : joined.split(",")) {
                int equals = digest.indexOf('=');
                digests.put(Format.valueOf(digest.substring(0, equals)), digest.substring(equals + 1));
            }
        }
        return digests;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return List.of((String[]) array.getArray());
    }
}
