package dev.slipway.gitops.foreign;

import java.util.Optional;

/** Knows where clusters find the golden repository that the portal itself serves. */
public interface GoldenAddress {

    /** The URL, if the portal knows its own. */
    Optional<String> url();
}
