package dev.slipway.portal.ledger;

import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.portal.web.EventStreams;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells open pages that the ledger has grown, whichever replica it was; once a second at most. */
@Component
class LedgerStreams {

    private static final Logger log = LoggerFactory.getLogger(LedgerStreams.class);
    private static final String TOPIC = "ledger";

    private final EventStreams streams;
    private final Ledger ledger;
    private long last = -1;

    LedgerStreams(EventStreams streams, Ledger ledger) {
        this.streams = streams;
        this.ledger = ledger;
    }

    SseEmitter open() {
        return streams.open(TOPIC);
    }

    @Scheduled(fixedDelayString = "PT1S")
    void tell() {
        if (!streams.isFollowed(TOPIC)) {
            return;
        }
        try {
            long now = ledger.head().sequence();
            if (now != last) {
                last = now;
                streams.publish(TOPIC, "message", Map.of());
            }
        } catch (DataAccessException | TransactionException e) {
            log.debug("The ledger can't be followed now: {}", e.getMessage());
        }
    }
}
