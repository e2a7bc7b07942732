package dev.slipway.portal.tenants;

import dev.slipway.clusters.Kubeconfig;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A kubeconfig as a download, which nobody on the way may keep. */
public final class KubeconfigFile {

    private static final MediaType YAML = new MediaType("application", "yaml", StandardCharsets.UTF_8);

    private KubeconfigFile() {}

    /**
     * The answer to a download.
     *
     * @param name the file's name without its ending
     */
    public static ResponseEntity<String> of(String name, Kubeconfig kubeconfig) {
        return ResponseEntity.ok()
                .contentType(YAML)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name + ".kubeconfig")
                                .build()
                                .toString())
                .body(kubeconfig.yaml());
    }
}
