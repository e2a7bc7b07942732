package dev.slipway.portal.requests.review;

import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.forge.Forge;
import dev.slipway.portal.security.ForAnyone;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where a forge tells that something happened. Nothing of what it sends is believed or kept: the portal only looks
 * sooner than it would have, so that a call that is repeated, late or forged brings nothing about.
 */
@RestController
@Hidden
class ForgeHooks {

    private static final int LARGEST = 1024 * 1024;

    private final ObjectProvider<Forge> forges;
    private final Reviews reviews;
    private final GoldenRepository golden;

    ForgeHooks(ObjectProvider<Forge> forges, Reviews reviews, GoldenRepository golden) {
        this.forges = forges;
        this.reviews = reviews;
        this.golden = golden;
    }

    @PostMapping("/hooks/forge/{kind}")
    @ForAnyone
    ResponseEntity<ProblemDetail> heard(
            @PathVariable String kind, @RequestHeader HttpHeaders headers, HttpServletRequest call) throws IOException {
        Forge forge = forges.getIfAvailable();
        if (forge == null || !forge.kind().equals(kind)) {
            return problem(HttpStatus.NOT_FOUND, "The portal has no pull requests at such a forge.");
        }
        byte[] body = call.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            return problem(HttpStatus.CONTENT_TOO_LARGE, "The body is larger than 1 MiB.");
        }
        if (!forge.isGenuine(headers, body)) {
            return problem(
                    HttpStatus.UNAUTHORIZED,
                    "The signature is missing or wrong; it is made with slipway.golden.pull-requests.webhook-secret.");
        }
        reviews.lookAtAllNow();
        golden.refresh();
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String detail) {
        return ResponseEntity.status(status).body(ProblemDetail.forStatusAndDetail(status, detail));
    }
}
