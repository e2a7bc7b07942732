package dev.slipway.gitops.exemptions;

import dev.slipway.gitops.repository.GoldenProblem;
import java.util.List;

/** The exemptions of the newest commit. */
public interface Exemptions {

    /** Those that hold now, the first to end first. */
    List<Exemption> open();

    /** Those that are over and whose file is still there. */
    List<Exemption> expired();

    /** What of the files can't be read; such a file exempts nothing. */
    List<GoldenProblem> problems();
}
