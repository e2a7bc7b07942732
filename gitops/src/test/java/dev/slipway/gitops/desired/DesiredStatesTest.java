package dev.slipway.gitops.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.golden.GoldenByHand;
import dev.slipway.gitops.repository.GoldenMoved;
import dev.slipway.gitops.testing.Laboratory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was read of a commit when it was pushed, and what is followed then. */
class DesiredStatesTest {

    @TempDir
    Path data;

    private final List<Object> told = new ArrayList<>();
    private GoldenByHand hand;
    private ManifestShelf shelf;
    private DesiredStates states;

    @BeforeEach
    void open() throws Exception {
        hand = new GoldenByHand(data);
        shelf = new ManifestShelf(data);
        states = new DesiredStates(hand.golden(), shelf, told::add);
    }

    @AfterEach
    void close() {
        shelf.close();
        hand.close();
    }

    @Test
    void readsAPushedCommitOnceForAllWhoJudgeIt() throws Exception {
        String pushed = commit("blue");

        assertThat(states.at(pushed)).isSameAs(states.at(pushed));
    }

    @Test
    void followsWhatWasReadWhenItWasPushedAndPutsItOnTheShelf() throws Exception {
        String pushed = commit("blue");
        DesiredState read = states.at(pushed);

        move(pushed);

        assertThat(states.current()).isSameAs(read);
        assertThat(states.current().objects())
                .isNotEmpty()
                .noneMatch(object -> object.manifest().isInMemory());
        assertThat(colours()).containsExactly("blue");
        assertThat(told).singleElement().isInstanceOf(DesiredStateChanged.class);
    }

    @Test
    void readsAnewWhatWasReadBeforeAnotherCommitWasFollowed() throws Exception {
        String refused = commit("red");
        String pushed = commit("blue");
        states.at(refused);

        move(pushed);

        assertThat(colours()).containsExactly("blue");
        DesiredState anew = states.at(refused);
        move(commit("green"));
        assertThat(states.at(refused)).isNotSameAs(anew);
        move(refused);
        assertThat(colours()).containsExactly("red");
    }

    private List<String> colours() {
        return states.current()
                .objects()
                .map(object -> object.manifest().json().replaceAll(".*\"colour\":\"(\\w+)\".*", "$1"))
                .toList();
    }

    private void move(String commit) {
        states.on(new GoldenMoved(states.current().commit(), commit));
    }

    private String commit(String colour) throws Exception {
        String settings = "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {colour: %s}}";
        return hand.commit(Map.of(
                        "tenants/harbour/tenant.yaml", bytes(Laboratory.tenant("harbour")),
                        "tenants/harbour/web/request.yaml", bytes(Laboratory.request("web")),
                        "tenants/harbour/web/manifests/settings.yaml", bytes(settings.formatted(colour))))
                .commit();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
