package dev.slipway.gitops.store;

import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Sees at the start that this portal has the key that the database's secrets are sealed with. */
@Component
final class SecretKeyCheck implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(SecretKeyCheck.class);
    private static final byte[] KNOWN = "slipway".getBytes(StandardCharsets.US_ASCII);

    private final JdbcClient jdbc;
    private final SecretBox box;

    SecretKeyCheck(JdbcClient jdbc, SecretBox box) {
        this.jdbc = jdbc;
        this.box = box;
    }

    @Override
    public void afterSingletonsInstantiated() {
        try {
            jdbc.sql("insert into secret_probe (id, value) values (1, ?) on conflict do nothing")
                    .param(box.seal(KNOWN))
                    .update();
            box.open(jdbc.sql("select value from secret_probe where id = 1")
                    .query(byte[].class)
                    .single());
        } catch (IllegalStateException e) {
            log.error("The secrets in the database are sealed with another key than this portal's. Give it the key of"
                    + " the portal that wrote them: its file secret.key in the data directory, or slipway.secret-key."
                    + " Until then generated secrets and the credentials of clusters can't be read here.");
        } catch (DataAccessException | TransactionException e) {
            log.warn("Whether the key for secrets is the right one can't be seen now: {}", e.getMessage());
        }
    }
}
