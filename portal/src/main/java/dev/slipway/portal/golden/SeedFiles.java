package dev.slipway.portal.golden;

import dev.slipway.catalog.StarterEntries;
import dev.slipway.policies.DefaultPolicies;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What a new golden repository starts with. */
final class SeedFiles {

    private static final String README = """
            # Golden repository

            What runs is what these files say. Slipway applies every commit on this branch, and puts back what is changed
            in the clusters by hand.

            | Folder | What it holds | Who writes it |
            |---|---|---|
            | `catalog/<entry>/<version>/` | what can be ordered: `entry.yaml`, `schema.json`, `chart/`, `docs/` | the platform team, by push |
            | `policies/` | rules that requests and their objects must hold to | the platform team, by push |
            | `tenants/<tenant>/tenant.yaml` | whose it is, its kind, quota and cluster | Slipway, for each request |
            | `tenants/<tenant>/<instance>/` | `request.yaml`: what was asked for; `manifests/`: exactly what is applied | Slipway, for each request |

            A push that breaks one of these files is refused with the file and the reason. Other branches may be pushed and
            are ignored.
            """;

    private SeedFiles() {}

    /** The files by path from the root. */
    static Map<String, byte[]> all() {
        var files = new TreeMap<String, byte[]>();
        files.put("README.md", README.getBytes(StandardCharsets.UTF_8));
        StarterEntries.files().forEach((path, content) -> files.put(GoldenContents.CATALOG + "/" + path, content));
        DefaultPolicies.files().forEach((path, content) -> files.put(GoldenContents.POLICIES + "/" + path, content));
        return files;
    }
}
