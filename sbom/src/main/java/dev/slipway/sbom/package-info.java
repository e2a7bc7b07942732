/** Software bills of materials: scanned by Syft, stored as scanned, searched and compared. */
@NullMarked
package dev.slipway.sbom;

import org.jspecify.annotations.NullMarked;
