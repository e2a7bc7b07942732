package dev.slipway.cli.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Entries that commits of the golden repository name with their hashes: whoever rewrites the chain would have to rewrite Git too. */
final class Anchors {

    private static final Pattern TRAILER = Pattern.compile("(\\d{1,18}) ([0-9a-f]{64})");

    private final Map<Long, String> hashes = new HashMap<>();

    /**
     * @param lines values of the trailer {@code Ledger-Head}, one a line; other lines are passed over
     * @return the anchors
     * @throws IOException if they can't be read
     */
    static Anchors read(InputStream lines) throws IOException {
        Anchors anchors = new Anchors();
        var reader = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            Matcher trailer = TRAILER.matcher(line.strip());
            if (trailer.matches()) {
                anchors.hashes.put(Long.parseLong(trailer.group(1)), trailer.group(2));
            }
        }
        return anchors;
    }

    /** @return how many there are */
    int size() {
        return hashes.size();
    }

    /**
     * @param chain the chain up to an entry
     * @return what is wrong with that entry, or null
     */
    @Nullable
    String problem(Chain chain) {
        String named = hashes.get(chain.sequence());
        return named == null || named.equals(chain.hash())
                ? null
                : "A commit names entry %d with another hash: the chain was rewritten".formatted(chain.sequence());
    }

    /**
     * @param chain the whole chain
     * @return what is missing at its end, or null
     */
    @Nullable
    String missing(Chain chain) {
        long last = hashes.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        return last <= chain.sequence()
                ? null
                : "A commit names entry %d, but the chain ends at %d".formatted(last, chain.sequence());
    }
}
