package dev.slipway.portal.forge;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What all forges' answers and addresses have in common. */
final class Paths {

    private Paths() {}

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static @Nullable String text(JsonNode node) {
        String text = node.asString("");
        return text.isEmpty() ? null : text;
    }

    static JsonNode existing(JsonNode answer, long number) {
        if (answer.isMissingNode()) {
            throw new ForgeUnavailableException("The forge knows no pull request " + number + "; was it deleted?");
        }
        return answer;
    }
}
