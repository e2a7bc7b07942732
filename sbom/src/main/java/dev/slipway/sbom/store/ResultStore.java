package dev.slipway.sbom.store;

import dev.slipway.sbom.SbomComponent;
import dev.slipway.sbom.SbomReady;
import dev.slipway.sbom.syft.ScanReport;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores what a scan found: documents, components and verdict, all or nothing. */
@Component
final class ResultStore {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;

    ResultStore(JdbcClient jdbc, TransactionTemplate transactions, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = events;
    }

    /** Makes the SBOM READY, unless another worker has taken the scan over meanwhile. */
    void complete(Job job, ScanReport report) {
        transactions.executeWithoutResult(status -> {
            SubjectLock.take(jdbc, job.subject().key());
            if (!makeReady(job, report)) {
                return;
            }
            storeDocuments(job.id(), report);
            storeComponents(job.id(), report.components());
            makeNewest(job);
            events.publishEvent(new SbomReady(job.id()));
        });
    }

    private boolean makeReady(Job job, ScanReport report) {
        Assessment assessment = Assessment.of(report, componentsBefore(job));
        return jdbc.sql("""
                                update sbom set state = 'READY', verdict = :verdict, findings = :findings, components = :components,
                                       tool = :tool, tool_version = :toolVersion, finished_at = now(),
                                       worker = null, leased_until = null
                                where id = :id and state = 'RUNNING' and worker = :worker
                                """)
                        .param("verdict", assessment.verdict().name())
                        .param("findings", assessment.findings().toArray(String[]::new))
                        .param("components", report.components().size())
                        .param("tool", report.tool())
                        .param("toolVersion", report.toolVersion())
                        .param("id", job.id())
                        .param("worker", job.worker())
                        .update()
                == 1;
    }

    private int componentsBefore(Job job) {
        return jdbc.sql("select components from sbom where subject_key = :key and newest")
                .param("key", job.subject().key())
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    private void storeDocuments(UUID id, ScanReport report) {
        report.documents()
                .forEach((format, document) -> jdbc.sql("""
                                insert into sbom_document (sbom_id, format, sha256, size, gzip)
                                values (:id, :format, :sha256, :size, :gzip)
                                """)
                        .param("id", id)
                        .param("format", format.name())
                        .param("sha256", document.sha256())
                        .param("size", document.size())
                        .param("gzip", document.compressed())
                        .update());
    }

    /** One statement for all, since an image has thousands; arrays don't nest, so licences travel joined. */
    private void storeComponents(UUID id, List<SbomComponent> components) {
        jdbc.sql("""
                        insert into sbom_component (sbom_id, name, version, purl, type, licences)
                        select :id, name, version, purl, type, coalesce(string_to_array(nullif(licences, ''), chr(31)), '{}')
                        from unnest(:names, :versions, :purls, :types, :licences) as c (name, version, purl, type, licences)
                        """)
                .param("id", id)
                .param("names", column(components, SbomComponent::name))
                .param("versions", column(components, SbomComponent::version))
                .param("purls", column(components, SbomComponent::purl))
                .param("types", column(components, SbomComponent::type))
                .param("licences", column(components, component -> String.join("\u001f", component.licences())))
                .update();
    }

    private static String[] column(List<SbomComponent> components, Function<SbomComponent, @Nullable String> part) {
        return components.stream().map(part).toArray(String[]::new);
    }

    /** An older request that ends later doesn't replace a newer one's result. */
    private void makeNewest(Job job) {
        jdbc.sql("""
                        update sbom set newest = false
                        where subject_key = :key and newest
                          and requested_at < (select requested_at from sbom where id = :id)
                        """).param("key", job.subject().key()).param("id", job.id()).update();
        jdbc.sql("""
                        update sbom set newest = true
                        where id = :id and not exists (select from sbom where subject_key = :key and newest)
                        """).param("key", job.subject().key()).param("id", job.id()).update();
    }
}
