package dev.slipway.portal.sboms.web;

import dev.slipway.portal.sboms.SbomViews;
import dev.slipway.portal.sboms.Standing;
import dev.slipway.portal.web.ConflictException;
import dev.slipway.sbom.Format;
import dev.slipway.sbom.SbomRecord;
import dev.slipway.sbom.Sboms;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Hands out the documents as streams, byte for byte as Syft wrote them, with their digests (RFC 9530). */
@Component
class Download {

    private static final int LONGEST_NAME = 150;

    private final Sboms sboms;
    private final SbomViews views;

    Download(Sboms sboms, SbomViews views) {
        this.sboms = sboms;
        this.views = views;
    }

    /**
     * A document as a file.
     *
     * @throws ConflictException if there is none, or it would be empty
     */
    ResponseEntity<InputStreamResource> of(SbomRecord sbom, Format format) {
        var standing = views.standing(sbom);
        if (standing.state() != Standing.State.READY) {
            throw new ConflictException("There is no SBOM to download, its state is %s.%s"
                    .formatted(standing.state(), standing.message() == null ? "" : " " + standing.message()));
        }
        var answer = ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(format.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(fileName(sbom, format))
                                .build()
                                .toString());
        var digest = sbom.digests().get(format);
        if (digest != null) {
            var base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest));
            answer.header("Repr-Digest", "sha-256=:" + base64 + ":").eTag(digest);
        }
        var document = sboms.document(sbom.id(), format);
        return answer.contentLength(document.size()).body(new InputStreamResource(document.content()));
    }

    private static String fileName(SbomRecord sbom, Format format) {
        var subject = sbom.subject();
        var name = Stream.of(subject.tenant(), subject.instance(), subject.name(), subject.version())
                .filter(part -> part != null)
                .map(part -> part.replaceAll("[^A-Za-z0-9._-]+", "-"))
                .collect(Collectors.joining("-"));
        return (name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name) + "." + format.extension();
    }
}
