package dev.slipway.portal.audit;

import dev.slipway.clusters.Clusters;
import dev.slipway.portal.security.ForAdmins;
import dev.slipway.portal.security.HandsOutCredentials;
import dev.slipway.portal.web.NotFoundException;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Gives the file that kube-apiserver's {@code --audit-webhook-config-file} names. */
@RestController
class AuditWebhookApi {

    private final AuditSecrets secrets;
    private final Clusters clusters;

    AuditWebhookApi(AuditSecrets secrets, Clusters clusters) {
        this.secrets = secrets;
        this.clusters = clusters;
    }

    @GetMapping("/api/v1/clusters/{name}/audit-webhook")
    @ForAdmins
    @HandsOutCredentials
    ResponseEntity<String> configuration(@PathVariable String name) {
        if (clusters.status(name).isEmpty()) {
            throw new NotFoundException("cluster", name);
        }
        String portal = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
        return ResponseEntity.ok()
                .contentType(new MediaType("application", "yaml"))
                .cacheControl(CacheControl.noStore())
                .body("""
                        apiVersion: v1
                        kind: Config
                        current-context: slipway
                        clusters:
                          - {name: slipway, cluster: {server: "%s/hooks/audit/%s"}}
                        users:
                          - {name: slipway, user: {token: "%s"}}
                        contexts:
                          - {name: slipway, context: {cluster: slipway, user: slipway}}
                        """.formatted(portal, name, secrets.of(name)));
    }
}
