package dev.slipway.gitops.engine.trial;

import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.ObjectClient;
import dev.slipway.gitops.repository.GoldenProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What one cluster is asked, and what it said. Some ask at the same time. */
final class Desk {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** No value that the platform makes up leaves it before the object is applied. */
    private static final String MADE_UP_LATER =
            Base64.getEncoder().encodeToString("made up later".getBytes(StandardCharsets.UTF_8));

    private static final int MOST_REMARKS = 5;

    private final String cluster;
    private final ObjectClient client;
    private final int asked;
    private final Set<String> redefined;
    private final Queue<DesiredObject> waiting;
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<GoldenProblem> problems = new ConcurrentLinkedQueue<>();
    private final Map<String, List<String>> unknown = new TreeMap<>();
    private volatile @Nullable String silence;

    /** @param redefined the kinds whose definitions the same push makes or changes, as {@link Redefined} names them */
    Desk(String cluster, ObjectClient client, Collection<DesiredObject> objects, Set<String> redefined) {
        this.redefined = redefined;
        this.cluster = cluster;
        this.client = client;
        this.asked = objects.size();
        this.waiting = new ConcurrentLinkedQueue<>(objects);
    }

    int size() {
        return asked;
    }

    /** Asks until nothing waits, the cluster is silent, or the time is over, which interrupts. */
    void work() {
        while (silence == null && !Thread.currentThread().isInterrupted()) {
            DesiredObject next = waiting.poll();
            if (next == null) {
                return;
            }
            Answer answer = ask(next);
            if (!Thread.currentThread().isInterrupted()) {
                note(next, answer);
            }
        }
    }

    private Answer ask(DesiredObject object) {
        try {
            client.tryCreate(object.ref(), text(object));
            return Answer.FINE;
        } catch (RuntimeException e) {
            Answer answer = Answer.of(e);
            return answer.verdict() == Answer.Verdict.REFUSED && redefined.contains(Redefined.nameOf(object.ref()))
                    ? Answer.unknown("its definition comes with the same push")
                    : answer;
        }
    }

    private static String text(DesiredObject object) {
        String declared = object.manifest().json();
        if (object.generatedKeys().isEmpty()) {
            return declared;
        }
        Map<String, Object> content = new LinkedHashMap<>(LiveObject.parse(declared));
        Map<String, Object> data = new LinkedHashMap<>(LiveObject.map(content.get("data")));
        object.generatedKeys().forEach(key -> data.putIfAbsent(key, MADE_UP_LATER));
        content.put("data", data);
        return JSON.writeValueAsString(content);
    }

    private void note(DesiredObject object, Answer answer) {
        switch (answer.verdict()) {
            case PASSES -> answered.incrementAndGet();
            case REFUSED -> {
                answered.incrementAndGet();
                problems.add(new GoldenProblem(
                        object.path(),
                        "%s is refused by cluster '%s': %s".formatted(object.ref(), cluster, answer.words())));
            }
            case UNKNOWN -> {
                answered.incrementAndGet();
                synchronized (unknown) {
                    unknown.computeIfAbsent(answer.words(), words -> new ArrayList<>())
                            .add(object.path());
                }
            }
            case SILENT -> silence = answer.words();
        }
    }

    Collection<GoldenProblem> problems() {
        return List.copyOf(problems);
    }

    /** What could not be asked. */
    List<String> remarks(String within) {
        List<String> remarks = new ArrayList<>();
        synchronized (unknown) {
            unknown.entrySet().stream()
                    .limit(MOST_REMARKS)
                    .forEach(entry -> remarks.add("%s not checked by cluster '%s', %s%s: %s"
                            .formatted(
                                    manifests(entry.getValue().size()),
                                    cluster,
                                    entry.getValue().size() == 1 ? "" : "the first in ",
                                    entry.getValue().get(0),
                                    entry.getKey())));
        }
        int left = asked - answered.get();
        if (left > 0) {
            String why =
                    silence == null ? "there was no time for more than " + within : "it doesn't answer: " + silence;
            remarks.add("%s not checked by cluster '%s': %s".formatted(manifests(left), cluster, why));
        }
        return remarks;
    }

    static String manifests(int count) {
        return count == 1 ? "1 manifest is" : count + " manifests are";
    }
}
