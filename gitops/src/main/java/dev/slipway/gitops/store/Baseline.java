package dev.slipway.gitops.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How an object was right after it was applied.
 *
 * @param manifest 16 bytes that stand for what was applied
 * @param fingerprint 16 bytes that stand for how the cluster then had it
 */
public record Baseline(byte[] manifest, byte[] fingerprint) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Baseline that
                && Arrays.equals(manifest, that.manifest)
                && Arrays.equals(fingerprint, that.fingerprint);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fingerprint);
    }
}
