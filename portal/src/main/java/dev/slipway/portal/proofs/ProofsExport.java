package dev.slipway.portal.proofs;

import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.ledger.export.Csv;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.Choices;
import dev.slipway.portal.web.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The coverage matrix to take away, with the moment, the commit and the end of the ledger that it was true at. */
@RestController
@RequestMapping("/api/v1/proofs/export")
class ProofsExport {

    private final ProofViews views;
    private final GoldenRepository golden;
    private final Ledger ledger;

    ProofsExport(ProofViews views, GoldenRepository golden, Ledger ledger) {
        this.views = views;
        this.golden = golden;
        this.ledger = ledger;
    }

    /**
     * The matrix as evidence.
     *
     * @param exportedAt when it was true
     * @param exportedBy who took it, and so what they may see
     * @param commit what was declared then
     * @param ledger the end of the ledger then
     * @param missing the proofs that were missing
     * @param coverage the matrix
     */
    record Evidence(
            Instant exportedAt,
            String exportedBy,
            String commit,
            Ledger.Head ledger,
            List<AlertView> missing,
            List<CoverageView> coverage) {}

    @GetMapping
    @ForEveryone
    ResponseEntity<?> export(
            @RequestParam(defaultValue = "json") String format,
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable String cluster,
            Person person) {
        ProofFilter filter = new ProofFilter(tenant, cluster, null, null);
        views.requireKnown(filter, person);
        Evidence evidence = new Evidence(
                Instant.now(),
                person.name(),
                golden.head().commit(),
                ledger.head(),
                views.alerts(person),
                views.coverage(filter, person));
        return switch (format) {
            case "json" -> file("json", MediaType.APPLICATION_JSON).body(evidence);
            case "csv" ->
                file("csv", new MediaType("text", "csv", StandardCharsets.UTF_8))
                        .body(csv(evidence));
            default ->
                throw new InvalidInputException(
                        "/format", "format is '%s', expected json or csv.".formatted(Choices.shown(format)));
        };
    }

    private static ResponseEntity.BodyBuilder file(String ending, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("proofs." + ending)
                                .build()
                                .toString());
    }

    private static String csv(Evidence evidence) {
        StringBuilder lines = new StringBuilder(Csv.line(
                "cluster",
                "apiVersion",
                "kind",
                "change",
                "standing",
                "lastProof",
                "lastMillis",
                "p99Millis",
                "proofs",
                "misses",
                "detail",
                "exportedAt",
                "commit",
                "ledgerSequence",
                "ledgerHash"));
        evidence.coverage()
                .forEach(cell -> lines.append(Csv.line(
                        cell.cluster(),
                        cell.apiVersion(),
                        cell.kind(),
                        cell.change(),
                        cell.standing(),
                        cell.lastProof(),
                        cell.lastMillis(),
                        cell.p99Millis(),
                        cell.proofs(),
                        cell.misses(),
                        cell.detail(),
                        evidence.exportedAt(),
                        evidence.commit(),
                        evidence.ledger().sequence(),
                        evidence.ledger().hash())));
        return lines.toString();
    }
}
