package dev.slipway.gitops.golden;

import org.eclipse.jgit.lib.PersonIdent;

/** The portal as Git's committer: the author is always the person who asked. */
final class Committer {

    private Committer() {}

    static PersonIdent now() {
        return new PersonIdent("Slipway", "slipway@localhost");
    }
}
