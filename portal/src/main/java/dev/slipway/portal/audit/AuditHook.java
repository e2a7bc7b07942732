package dev.slipway.portal.audit;

import dev.slipway.gitops.audit.AuditEvents;
import dev.slipway.gitops.audit.TooManyAuditEventsException;
import dev.slipway.gitops.fleet.RegisteredClusters;
import dev.slipway.portal.security.ForAnyone;
import dev.slipway.portal.web.InvalidInputException;
import dev.slipway.portal.web.NotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Takes what a cluster's kube-apiserver tells about who changed what; it authenticates itself by its own secret. */
@RestController
@ForAnyone
class AuditHook {

    private static final String BEARER = "Bearer ";

    private final AuditSecrets secrets;
    private final RegisteredClusters clusters;
    private final AuditEvents events;

    AuditHook(AuditSecrets secrets, RegisteredClusters clusters, AuditEvents events) {
        this.secrets = secrets;
        this.clusters = clusters;
        this.events = events;
    }

    @PostMapping("/hooks/audit/{cluster}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void receive(
            @PathVariable String cluster,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            HttpServletRequest request)
            throws IOException {
        if (authorization == null
                || !authorization.startsWith(BEARER)
                || !secrets.isOf(cluster, authorization.substring(BEARER.length()))) {
            throw new ResponseStatusException(
                    HttpStatus.UNAUTHORIZED, "This is not the secret of that cluster's audit webhook.");
        }
        if (clusters.find(cluster).isEmpty()) {
            throw new NotFoundException("cluster", cluster);
        }
        try {
            events.receive(cluster, request.getInputStream());
        } catch (TooManyAuditEventsException e) {
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS, e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("", String.valueOf(e.getMessage()));
        }
    }
}
