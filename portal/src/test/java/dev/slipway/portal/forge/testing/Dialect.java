package dev.slipway.portal.forge.testing;

import dev.slipway.portal.forge.PullRequestSettings.Kind;
import dev.slipway.portal.forge.testing.ForgeDouble.Pull;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How one forge says it. */
interface Dialect {

    static Dialect of(Kind kind) {
        return switch (kind) {
            case GITHUB -> new OfGitHub();
            case GITLAB -> new OfGitLab();
            case GITEA, FORGEJO -> new OfGitea();
        };
    }

    String tokenHeader();

    String token();

    String pulls();

    boolean lists(Pull pull, String query);

    Map<String, Object> show(Pull pull, ForgeDouble forge);

    /** How it stands in a list, which some forges tell less in. */
    default Map<String, Object> showInList(Pull pull, ForgeDouble forge) {
        return show(pull, forge);
    }

    /** What a wrong token is told. */
    String badCredentials();

    /** The status for what can't be done as it is asked. */
    default int refusal() {
        return 422;
    }

    /** What stands at the issue behind it: who closed it. */
    Object issue(Pull pull);

    default String title(JsonNode body) {
        return body.get("title").asString();
    }

    default String head(JsonNode body) {
        return body.get("head").asString();
    }

    default String base(JsonNode body) {
        return body.get("base").asString();
    }

    default String body(JsonNode body) {
        return body.get("body").asString();
    }

    default void change(Pull pull, JsonNode body) {
        if (body.has("title")) {
            pull.title = title(body);
            pull.body = body(body);
        }
        if (body.path("state").asString("").equals("closed")) {
            pull.state = "closed";
            pull.closedBy = "slipway";
        }
    }

    /** As docs.github.com describes it. */
    class OfGitHub implements Dialect {
        @Override
        public String tokenHeader() {
            return "Authorization";
        }

        @Override
        public String token() {
            return "Bearer " + ForgeDouble.TOKEN;
        }

        @Override
        public String pulls() {
            return "/repos/platform/golden/pulls";
        }

        @Override
        public boolean lists(Pull pull, String query) {
            return query.contains("head=platform:" + pull.head)
                    && (query.contains("state=all") || pull.state.equals("open"));
        }

        @Override
        public Map<String, Object> show(Pull pull, ForgeDouble forge) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("number", pull.number);
            json.put("html_url", "https://github.example.org/platform/golden/pull/" + pull.number);
            json.put("state", pull.state.equals("open") ? "open" : "closed");
            json.put("merged", pull.state.equals("merged"));
            // Before the merge it names a trial that isn't on the branch.
            json.put("merge_commit_sha", pull.mergeCommit.isEmpty() ? "f".repeat(40) : pull.mergeCommit);
            json.put("mergeable", pull.state.equals("open") ? !forge.conflicts(pull) : null);
            json.put("head", Map.of("ref", pull.head, "label", "platform:" + pull.head, "sha", forge.tip(pull)));
            return json;
        }

        @Override
        public Map<String, Object> showInList(Pull pull, ForgeDouble forge) {
            Map<String, Object> json = show(pull, forge);
            json.keySet().removeAll(List.of("merged", "mergeable"));
            return json;
        }

        @Override
        public String badCredentials() {
            return "Bad credentials";
        }

        @Override
        public Object issue(Pull pull) {
            return Map.of("number", pull.number, "closed_by", Map.of("login", pull.closedBy));
        }
    }

    /** As docs.gitlab.com describes it. */
    class OfGitLab implements Dialect {
        @Override
        public String tokenHeader() {
            return "PRIVATE-TOKEN";
        }

        @Override
        public String token() {
            return ForgeDouble.TOKEN;
        }

        @Override
        public String pulls() {
            return "/projects/platform%2Fgolden/merge_requests";
        }

        @Override
        public boolean lists(Pull pull, String query) {
            return query.contains("source_branch=" + pull.head)
                    && (query.contains("state=all") || pull.state.equals("open"));
        }

        @Override
        public Map<String, Object> show(Pull pull, ForgeDouble forge) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("iid", pull.number);
            json.put("id", 1000 + pull.number);
            json.put("web_url", "https://gitlab.example.org/platform/golden/-/merge_requests/" + pull.number);
            json.put("state", pull.state.equals("open") ? "opened" : pull.state);
            json.put("merge_commit_sha", null);
            json.put("squash_commit_sha", null);
            json.put("sha", pull.mergeCommit.isEmpty() ? forge.tip(pull) : pull.mergeCommit);
            json.put("has_conflicts", pull.state.equals("open") && forge.conflicts(pull));
            json.put("closed_by", pull.closedBy.isEmpty() ? null : Map.of("username", pull.closedBy));
            return json;
        }

        @Override
        public String badCredentials() {
            return "401 Unauthorized";
        }

        /** Another open merge request from the same branch is a conflict. */
        @Override
        public int refusal() {
            return 409;
        }

        @Override
        public Object issue(Pull pull) {
            return null;
        }

        @Override
        public String head(JsonNode body) {
            return body.get("source_branch").asString();
        }

        @Override
        public String base(JsonNode body) {
            return body.get("target_branch").asString();
        }

        @Override
        public String body(JsonNode body) {
            return body.get("description").asString();
        }

        @Override
        public void change(Pull pull, JsonNode body) {
            if (body.has("title")) {
                pull.title = title(body);
                pull.body = body(body);
            }
            if (body.path("state_event").asString("").equals("close")) {
                pull.state = "closed";
                pull.closedBy = "slipway";
            }
        }
    }

    /** As Gitea's and Forgejo's API description says. */
    class OfGitea implements Dialect {
        @Override
        public String tokenHeader() {
            return "Authorization";
        }

        @Override
        public String token() {
            return "token " + ForgeDouble.TOKEN;
        }

        @Override
        public String pulls() {
            return "/repos/platform/golden/pulls";
        }

        @Override
        public boolean lists(Pull pull, String query) {
            return query.contains("page=1") && (query.contains("state=all") || pull.state.equals("open"));
        }

        @Override
        public Map<String, Object> show(Pull pull, ForgeDouble forge) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("number", pull.number);
            json.put("html_url", "https://gitea.example.org/platform/golden/pulls/" + pull.number);
            json.put("state", pull.state.equals("open") ? "open" : "closed");
            json.put("merged", pull.state.equals("merged"));
            json.put("merge_commit_sha", pull.mergeCommit.isEmpty() ? null : pull.mergeCommit);
            boolean draft = pull.title.startsWith("WIP:");
            json.put("draft", draft);
            json.put("mergeable", pull.state.equals("merged") || !draft && !forge.conflicts(pull));
            String ref = forge.isThere(pull) ? pull.head : "refs/pull/" + pull.number + "/head";
            json.put("head", Map.of("label", pull.head, "ref", ref, "sha", forge.tip(pull)));
            return json;
        }

        @Override
        public String badCredentials() {
            return "invalid username, password or token";
        }

        @Override
        public int refusal() {
            return 409;
        }

        @Override
        public Object issue(Pull pull) {
            return pull.closedBy.isEmpty()
                    ? List.of()
                    : List.of(Map.of("type", "close", "user", Map.of("login", pull.closedBy)));
        }
    }
}
