package dev.slipway.cli.bench.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ManagedObjectTest {

    private static final JsonMapper JSON = new JsonMapper();

    /** One round of the mix. */
    private final List<ManagedObject> objects = ManagedObject.range("shop", 40, 20);

    @Test
    void mixesAllKinds() {
        Set<ObjectKind> kinds = objects.stream().map(ManagedObject::kind).collect(Collectors.toSet());

        assertThat(kinds).containsExactlyInAnyOrder(ObjectKind.values());
        assertThat(objects).extracting(ManagedObject::path).doesNotHaveDuplicates();
        assertThat(objects.get(0).path()).isEqualTo("/api/v1/namespaces/shop/configmaps/load-40");
    }

    @Test
    void makesEveryObjectAKilobyteThatNoOtherOneHolds() {
        for (ManagedObject object : objects) {
            assertThat(JSON.writeValueAsBytes(object.manifest()).length)
                    .as(object.key())
                    .isCloseTo(ManagedObject.SIZE, within(2));
        }
        assertThat(objects.stream().map(object -> object.manifest().findValue("filling")))
                .doesNotHaveDuplicates();
    }

    @Test
    void saysTheSameAsYaml() {
        for (ManagedObject object : objects) {
            assertThat(object.yaml()).startsWith("---\n");
            assertThat(new YAMLMapper().readTree(object.yaml())).isEqualTo(object.manifest());
        }
    }

    @Test
    void driftsTheFieldThatIsLookedAt() {
        for (ManagedObject object : objects) {
            assertThat(object.is(object.manifest())).isTrue();
            assertThat(object.isAsDeclared(object.manifest())).as(object.key()).isTrue();
            JsonNode drift = JSON.readTree(object.drift(7));
            assertThat(drift).isNotEqualTo(JSON.readTree(object.drift(8)));
            if (object.kind() != ObjectKind.SECRET) { // which the API server turns into data
                assertThat(drift.at(object.kind().pointer()).isMissingNode())
                        .as(object.key())
                        .isFalse();
            }
            assertThat(object.isAsDeclared(drift)).isFalse();
        }
    }
}
