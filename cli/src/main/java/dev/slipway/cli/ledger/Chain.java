package dev.slipway.cli.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recomputes a chain of entries from the lines of an export, trusting nothing but the lines. */
final class Chain {

    private static final Pattern LINE = Pattern.compile("(\\{.*),\"hash\":\"([0-9a-f]{64})\"}", Pattern.DOTALL);
    private static final JsonMapper JSON = new JsonMapper();

    private final MessageDigest sha256 = sha256();
    private long sequence;
    private String hash;

    /**
     * @param sequence the last entry that is known to be right, 0 for none
     * @param hash its hash
     */
    Chain(long sequence, String hash) {
        this.sequence = sequence;
        this.hash = hash;
    }

    static Chain fromTheBeginning() {
        return new Chain(0, "0".repeat(64));
    }

    /** @return the last entry that is right */
    long sequence() {
        return sequence;
    }

    /** @return its hash */
    String hash() {
        return hash;
    }

    /**
     * @param line the next line of the export
     * @return what is wrong with it, or null and the chain is one longer
     */
    @Nullable
    String add(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return "Entry %d is no line of an export: it does not end in its hash".formatted(sequence + 1);
        }
        String payload = parts.group(1) + "}";
        JsonNode entry;
        try {
            entry = JSON.readTree(payload);
        } catch (JacksonException e) {
            return "Entry %d is no JSON".formatted(sequence + 1);
        }
        if (entry.path("sequence").asLong(-1) != sequence + 1) {
            return "Entry %d is missing; after %d comes %s".formatted(sequence + 1, sequence, entry.path("sequence"));
        }
        if (!hash(payload).equals(parts.group(2))) {
            return "Entry %d was changed: its content no longer has its hash".formatted(sequence + 1);
        }
        if (!hash.equals(entry.path("previous").asString(""))) {
            return "Entry %d does not follow entry %d: it names another hash before it"
                    .formatted(sequence + 1, sequence);
        }
        sequence++;
        hash = parts.group(2);
        return null;
    }

    private String hash(String payload) {
        return HexFormat.of().formatHex(sha256.digest(payload.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
