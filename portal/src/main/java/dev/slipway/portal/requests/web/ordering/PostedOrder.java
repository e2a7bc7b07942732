package dev.slipway.portal.requests.web.ordering;

import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.Entry;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Instances;
import dev.slipway.portal.requests.Order;
import dev.slipway.portal.requests.RequestKind;
import dev.slipway.portal.web.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** An order as a form sends it: all text, with the parameters under the names that the entry's form gave them. */
record PostedOrder(MultiValueMap<String, String> fields) {

    /** Marks the team's own namespace in the select of tenants. */
    static final String HOME = "team:";

    RequestKind kind() {
        String kind = text("kind");
        try {
            return kind == null ? RequestKind.ORDER : RequestKind.of(kind);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("/kind", e.getMessage() + ".");
        }
    }

    /** The entry that the fields belong to: the one named, or the one that the instance was ordered from. */
    Optional<Entry> entry(Catalog catalog, Instances instances) {
        if (kind() == RequestKind.ORDER) {
            String version = text("version");
            String name = text("entry") == null ? "" : text("entry");
            return version == null ? catalog.find(name) : catalog.find(name, version);
        }
        return instances
                .find(instance())
                .flatMap(status -> catalog.find(
                        status.spec().entry(),
                        text("version") == null ? status.spec().version() : text("version")));
    }

    InstanceKey instance() {
        return new InstanceKey(orEmpty("tenant"), orEmpty("name"));
    }

    Order order(@Nullable Entry entry) {
        String tenant = text("tenant");
        String home = tenant != null && tenant.startsWith(HOME) ? tenant.substring(HOME.length()) : null;
        Map<String, Object> parameters = entry == null || kind() == RequestKind.DELETE
                ? null
                : entry.parameters().form().parse(fields);
        return new Order(
                kind(),
                text("entry"),
                text("version"),
                text("plan"),
                text("name"),
                home == null ? tenant : null,
                home == null ? text("team") : home,
                parameters,
                text("expectedTree"));
    }

    @Nullable
    String text(String field) {
        String value = fields.getFirst(field);
        return value == null || value.isBlank() ? null : value.strip();
    }

    String orEmpty(String field) {
        String value = text(field);
        return value == null ? "" : value;
    }

    List<HiddenField> hidden(String tree) {
        List<HiddenField> hidden = new java.util.ArrayList<>();
        fields.forEach((name, values) -> {
            if (!name.equals("_csrf") && !name.equals("expectedTree")) {
                values.forEach(value -> hidden.add(new HiddenField(name, value)));
            }
        });
        hidden.add(new HiddenField("expectedTree", tree));
        return hidden;
    }

    /** A field that a page carries along unseen. */
    public record HiddenField(String name, String value) {}
}
