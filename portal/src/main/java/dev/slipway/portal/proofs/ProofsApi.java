package dev.slipway.portal.proofs;

import dev.slipway.gitops.chaos.Chaos;
import dev.slipway.portal.security.ForDevelopers;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.ForPlatform;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Proofs and chaos programs over the API. */
@RestController
@RequestMapping("/api/v1/proofs")
class ProofsApi {

    private final ProofViews views;
    private final Switches switches;

    ProofsApi(ProofViews views, Switches switches) {
        this.views = views;
        this.switches = switches;
    }

    /** The coverage matrix: a cell for each kind, change and cluster. */
    @GetMapping
    @ForEveryone
    Page<CoverageView> coverage(
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable String cluster,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String change,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(required = false) @Nullable Integer size,
            Person person) {
        ProofFilter filter = new ProofFilter(tenant, cluster, kind, change);
        views.requireKnown(filter, person);
        return Page.cut(views.coverage(filter, person), PageRequest.of(page, size));
    }

    /** Single changes, newest first. */
    @GetMapping("/changes")
    @ForEveryone
    Page<ChangeView> changes(
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable String cluster,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String change,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(required = false) @Nullable Integer size,
            Person person) {
        ProofFilter filter = new ProofFilter(tenant, cluster, kind, change);
        views.requireKnown(filter, person);
        return views.changes(filter, person, PageRequest.of(page, size));
    }

    /** Proofs that are missing now. */
    @GetMapping("/alerts")
    @ForEveryone
    Page<AlertView> alerts(Person person) {
        return Page.ofAll(views.alerts(person));
    }

    @GetMapping("/programs")
    @ForEveryone
    Page<ProgramView> programs(Person person) {
        return Page.ofAll(views.programs(person));
    }

    /**
     * Why something is switched off.
     *
     * @param reason at most 500 characters
     */
    record Reason(@Nullable String reason) {}

    /**
     * Whether all chaos is stopped.
     *
     * @param stopped who stopped it, {@code null} where nobody did
     */
    record Stop(ProgramView.@Nullable HoldView stopped) {}

    @GetMapping("/stop")
    @ForEveryone
    Stop stopped() {
        return new Stop(switches.stopped().map(ProgramView.HoldView::of).orElse(null));
    }

    /** Stops all chaos at once: no further change begins once this has answered. */
    @PutMapping("/stop")
    @ForPlatform
    Stop stop(@RequestBody Reason reason, Person person) {
        switches.stop(reason.reason(), person);
        return stopped();
    }

    @DeleteMapping("/stop")
    @ForPlatform
    ResponseEntity<Void> resume() {
        switches.resume();
        return ResponseEntity.noContent().build();
    }

    /** Switches one program off at once. */
    @PutMapping("/programs/{name}/hold")
    @ForDevelopers
    ResponseEntity<Void> hold(@PathVariable String name, @RequestBody Reason reason, Person person) {
        switches.hold(name, reason.reason(), person);
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/programs/{name}/hold")
    @ForDevelopers
    ResponseEntity<Void> release(@PathVariable String name, Person person) {
        switches.release(name, person);
        return ResponseEntity.noContent().build();
    }

    /**
     * What a round began.
     *
     * @param changes the numbers of the changes
     */
    record Begun(List<String> changes) {}

    /** Makes a round now, within the program's budget and hours. */
    @PostMapping("/programs/{name}/run")
    @ForDevelopers
    ResponseEntity<Begun> run(@PathVariable String name, Person person) {
        Chaos.Round round = switches.run(name, person);
        return ResponseEntity.accepted()
                .body(new Begun(round.begun().stream().map(String::valueOf).toList()));
    }
}
