package dev.slipway.cli.bench.kill;

import dev.slipway.cli.bench.objects.ManagedObject;
import dev.slipway.cli.demo.doors.Answer;
import dev.slipway.cli.demo.doors.Api;
import dev.slipway.cli.demo.doors.Git;
import dev.slipway.cli.demo.machine.Command;
import dev.slipway.cli.demo.observing.Await;
import dev.slipway.cli.demo.observing.NotObserved;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Looks, when the portal runs again for good, whether everything is as if it had never been killed. */
final class Aftermath {

    private static final Set<String> ENDS = Set.of("READY", "DELETED", "FAILED", "REJECTED");
    private static final int PAGE = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Api api;
    private final String tenant;
    private final Findings findings;

    Aftermath(Api api, String tenant, Findings findings) {
        this.api = api;
        this.tenant = tenant;
        this.findings = findings;
    }

    /** Each request came to its end, under one id, with one commit, and its instance is there if it should be. */
    void requests(List<Writers.Accepted> accepted, Git golden) {
        golden.read("fetch", "--quiet");
        Map<String, Integer> commits = commits(golden);
        Map<String, Integer> placed = new HashMap<>();
        Set<String> expected = new TreeSet<>();
        accepted.forEach(request -> placed.merge(request.name(), 1, Integer::sum));
        for (Writers.Accepted request : accepted) {
            ended(request);
            once(request, commits.getOrDefault(request.id(), 0));
            if (request.kind().equals("order")) {
                expected.add(request.name());
            }
        }
        accepted.stream()
                .filter(request -> request.kind().equals("delete"))
                .forEach(request -> expected.remove(request.name()));
        placed.forEach(this::noOther);
        instances(expected);
    }

    private void ended(Writers.Accepted request) {
        String wanted = request.kind().equals("order") ? "READY" : "DELETED";
        String[] state = new String[] {""};
        try {
            Await.until(PATIENCE, "request " + request + " ends", () -> ENDS.contains(state[0] = state(request)));
        } catch (NotObserved e) {
            findings.add(Findings.Kind.LOST, "%s is %s in the end".formatted(request, state[0]));
            return;
        }
        if (!state[0].equals(wanted)) {
            findings.add(Findings.Kind.LOST, "%s is %s, expected %s".formatted(request, state[0], wanted));
        }
    }

    private String state(Writers.Accepted request) {
        Answer answer = api.get("/api/v1/requests/" + request.id());
        return answer.status() == 404
                ? "unknown"
                : answer.expect(200).json().path("state").asString("");
    }

    private void once(Writers.Accepted request, int commits) {
        if (commits == 0) {
            findings.add(Findings.Kind.LOST, request + " has no commit");
        } else if (commits > 1) {
            findings.add(Findings.Kind.DOUBLED, "%s has %d commits".formatted(request, commits));
        }
    }

    private void noOther(String name, int placed) {
        int found = api.get("/api/v1/requests?tenant=%s&name=%s".formatted(tenant, name))
                .expect(200)
                .json()
                .path("total")
                .asInt(0);
        if (found > placed) {
            findings.add(
                    Findings.Kind.DOUBLED,
                    "There are %d requests for %s, %d were accepted".formatted(found, name, placed));
        }
    }

    private void instances(Set<String> expected) {
        JsonNode page = api.get("/api/v1/instances?tenant=%s&size=%d".formatted(tenant, PAGE))
                .expect(200)
                .json();
        Set<String> found = new HashSet<>();
        page.path("items").forEach(instance -> found.add(instance.path("name").asString("")));
        NotObserved.unless(page.path("total").asInt(0) <= PAGE, "There are more instances than on a page");
        expected.stream()
                .filter(name -> !found.contains(name))
                .forEach(name -> findings.add(Findings.Kind.LOST, "The instance " + name + " is missing"));
        found.stream()
                .filter(name -> name.startsWith("shop-") && !expected.contains(name))
                .forEach(name -> findings.add(Findings.Kind.DOUBLED, "The instance " + name + " is left over"));
    }

    private static Map<String, Integer> commits(Git golden) {
        Map<String, Integer> commits = new HashMap<>();
        golden.read("log", "--format=%(trailers:key=Request-Id,valueonly)", "origin/HEAD")
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(id -> commits.merge(id.strip(), 1, Integer::sum));
        return commits;
    }

    /**
     * Each drift was put back and is in the ledger.
     *
     * @param tamperer looks and tells what it drifted
     * @param whileDown objects that were drifted once each, while the portal was down
     */
    void drifts(Tamperer tamperer, List<ManagedObject> whileDown) {
        whileDown.forEach(object -> back(tamperer, object, Findings.Kind.MISSED));
        new HashSet<>(tamperer.drifted()).forEach(object -> back(tamperer, object, Findings.Kind.MISSED));
        Map<String, Integer> recorded = new HashMap<>();
        try {
            Await.found(Duration.ofMinutes(1), "every drift is recorded", () -> {
                recorded.clear();
                recorded.putAll(recorded());
                Findings missing = missing(recorded, tamperer.drifted(), whileDown, new Findings());
                return missing.isEmpty() ? Optional.of(missing) : Optional.empty();
            });
        } catch (NotObserved e) {
            missing(recorded, tamperer.drifted(), whileDown, findings);
        }
    }

    private void back(Tamperer tamperer, ManagedObject object, Findings.Kind kind) {
        try {
            Await.until(Duration.ofMinutes(1), object.key() + " is put back", () -> tamperer.isAsDeclared(object));
        } catch (NotObserved e) {
            findings.add(kind, object.key() + " was not put back");
        }
    }

    private static Findings missing(
            Map<String, Integer> recorded,
            List<ManagedObject> whenever,
            List<ManagedObject> whileDown,
            Findings findings) {
        whileDown.stream()
                .filter(object -> !recorded.containsKey(object.key()))
                .forEach(object -> findings.add(Findings.Kind.MISSED, object.key() + " is not in the ledger"));
        Map<String, Integer> drifted = new HashMap<>();
        whenever.forEach(object -> drifted.merge(object.key(), 1, Integer::sum));
        drifted.forEach((key, times) -> {
            for (int time = recorded.getOrDefault(key, 0); time < times; time++) {
                findings.add(
                        Findings.Kind.UNRECORDED,
                        "Drift %d of %d of %s is not in the ledger".formatted(time + 1, times, key));
            }
        });
        return findings;
    }

    /** How often each object is in the ledger. */
    private Map<String, Integer> recorded() {
        Map<String, Integer> recorded = new HashMap<>();
        long after = 0;
        while (true) {
            JsonNode slice = api.get("/api/v1/ledger?type=drift&tenant=%s&size=1000&after=%d".formatted(tenant, after))
                    .expect(200)
                    .json();
            for (JsonNode entry : slice.path("items")) {
                JsonNode object = entry.path("object");
                String key = object.path("kind").asString("") + "/"
                        + object.path("name").asString("");
                recorded.merge(key, 1, Integer::sum);
            }
            if (slice.path("next").isNull() || slice.path("items").isEmpty()) {
                return recorded;
            }
            after = slice.path("next").asLong(0);
        }
    }

    /** The golden repository and the ledger are sound. */
    void soundness(Git repository) {
        Command.Run fsck = repository.run("fsck", "--full", "--strict", "--no-dangling");
        if (fsck.exit() != 0) {
            findings.add(Findings.Kind.BROKEN, "git fsck: " + fsck.out() + fsck.err());
        }
        JsonNode verdict = api.get("/api/v1/ledger/verify").expect(200).json();
        if (!verdict.path("whole").asBoolean(false)) {
            findings.add(Findings.Kind.BROKEN, "The ledger: " + verdict);
        }
    }
}
