package dev.slipway.portal.requests.web.ordering;

import dev.slipway.catalog.Entry;
import dev.slipway.gitops.Yaml;
import dev.slipway.portal.requests.Order;
import dev.slipway.portal.web.ApiCall;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The API calls that do what the pages of requests do. */
public final class ApiCalls {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PATH = "/api/v1/requests";

    private ApiCalls() {}

    static ApiCall order(Entry entry) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", "order");
        body.put("entry", entry.name());
        body.put("plan", entry.plans().get(0).name());
        body.put("name", "NAME");
        body.put("parameters", Map.of());
        return post(body);
    }

    static ApiCall submit(Order order, String tree) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", order.kindOrOrder().text());
        put(body, "entry", order.entry());
        put(body, "version", order.version());
        put(body, "plan", order.plan());
        put(body, "name", order.name());
        put(body, "tenant", order.tenant());
        put(body, "team", order.team());
        put(body, "parameters", order.parameters());
        body.put("expectedTree", tree);
        return post(body);
    }

    /** Looks at a request. */
    public static ApiCall show(String id) {
        return ApiCall.get(PATH + "/" + id);
    }

    private static void put(Map<String, Object> body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    private static ApiCall post(Map<String, Object> body) {
        return ApiCall.post(PATH, JSON.writeValueAsString(body), Yaml.write(body));
    }
}
