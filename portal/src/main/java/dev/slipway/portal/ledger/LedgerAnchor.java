package dev.slipway.portal.ledger;

import dev.slipway.gitops.ledger.Ledger;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What commits say of the chain, so that whoever rewrites it would have to rewrite the golden repository, too. */
@Component
public class LedgerAnchor {

    /** The trailer of a commit: the last verified entry's place and hash. */
    public static final String TRAILER = "Ledger-Head";

    private final ChainWatch chain;

    LedgerAnchor(ChainWatch chain) {
        this.chain = chain;
    }

    /** The trailer's value; empty before the first verification and where there is nothing to name. */
    public Optional<String> value() {
        ChainWatch.Checked last = chain.last();
        if (last == null || last.verdict().good().sequence() == 0) {
            return Optional.empty();
        }
        Ledger.Head good = last.verdict().good();
        return Optional.of(good.sequence() + " " + good.hash());
    }
}
