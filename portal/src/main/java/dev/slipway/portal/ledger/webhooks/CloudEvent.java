package dev.slipway.portal.ledger.webhooks;

import dev.slipway.gitops.ledger.LedgerEntry;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** An entry as a CloudEvent 1.0 in structured JSON mode. */
final class CloudEvent {

    static final String MEDIA_TYPE = "application/cloudevents+json; charset=UTF-8";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CloudEvent() {}

    /**
     * The body of a request.
     *
     * @param source the ledger, as a URI reference
     */
    static byte[] body(LedgerEntry entry, String source) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", Long.toString(entry.sequence()));
        event.put("source", source);
        event.put("type", "dev.slipway.ledger." + entry.type());
        event.put("time", entry.time().toString());
        if (entry.object() != null) {
            event.put("subject", entry.cluster() + "/" + entry.object());
        }
        event.put("datacontenttype", "application/json");
        event.put("data", JSON.readTree(entry.line()));
        return JSON.writeValueAsBytes(event);
    }

    /** {@code t=SECONDS,v1=HEX}: HMAC-SHA256 of the seconds, a dot and the body, so that nobody replays old requests. */
    static String signature(String secret, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }
}
