package dev.slipway.cli.bench.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.bench.runs.ManagedObjects.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ManagedObjectsTest {

    @Test
    void makesDifferentObjectsOfTwoKinds() {
        List<Target> targets = ManagedObjects.targets(2_000);

        assertThat(targets).extracting(Target::path).doesNotHaveDuplicates().hasSize(2_000);
        assertThat(targets)
                .filteredOn(target -> target.kind().equals("Service"))
                .hasSize(200);
    }

    @Test
    void driftsTheFieldThatIsLookedAt() {
        for (Target target : ManagedObjects.targets(2)) {
            String drifted = new JsonMapper()
                    .readTree(ManagedObjects.drift(target, 7))
                    .at(ManagedObjects.pointer(target))
                    .asString();

            assertThat(drifted).isEqualTo("drifted-7").isNotEqualTo(ManagedObjects.VALUE);
        }
    }
}
