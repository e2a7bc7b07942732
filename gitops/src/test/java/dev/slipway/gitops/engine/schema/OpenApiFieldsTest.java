package dev.slipway.gitops.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.exemptions.KnownFields;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields that a real API server says its kinds have. */
class OpenApiFieldsTest {

    private static final String ANCHOR = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: anchors.harbour.example.org}
            spec:
              group: harbour.example.org
              scope: Namespaced
              names: {kind: Anchor, plural: anchors}
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema:
                    openAPIV3Schema:
                      type: object
                      properties:
                        spec:
                          type: object
                          properties:
                            weight: {type: integer}
                            chain: {type: object, properties: {links: {type: integer}}}
                            anything: {type: object, x-kubernetes-preserve-unknown-fields: true}
                            byName: {type: object, additionalProperties: {type: string}}
            """;

    private final Laboratory lab = Laboratory.shared();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spec.replica                                      | StatefulSet has no field spec.replica; did you mean spec.replicas?
            spec.Replicas                                     | StatefulSet has no field spec.Replicas; did you mean spec.replicas?
            spek.replicas                                     | StatefulSet has no field spek; did you mean spec?
            spec.nothingOfTheKind.at.all                      | StatefulSet has no field spec.nothingOfTheKind
            spec.replicas.more                                | StatefulSet.spec.replicas is one value and has no fields
            spec.template.spec.containers[name=web].imag      | StatefulSet has no field spec.template.spec.containers[name=web].imag; did you mean spec.template.spec.containers[name=web].image?
            spec.template.spec.containers.image               | StatefulSet.spec.template.spec.containers is a list; name an item of it, such as spec.template.spec.containers[name=web]
            spec.template.spec.containers[image=x].name       | StatefulSet.spec.template.spec.containers[image=x] names no item: items of this list go by name
            spec.template.spec[name=web]                      | StatefulSet.spec.template.spec is no list
            """)
    void namesWhatABuiltInKindHasNot(String field, String objection) {
        assertThat(objections("apps/v1", "StatefulSet", field)).containsExactly(objection);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spec.replicas",
                "spec.template.spec.containers[name=web].image",
                "spec.template.spec.containers[name=web].ports[containerPort=80,protocol=TCP].name",
                "spec.template.spec.containers[name=web].livenessProbe.httpGet.port",
                "spec.template.spec.containers[name=web].resources.limits.cpu",
                "spec.template.spec.nodeSelector.kubernetes.io/arch",
                "metadata.annotations.example.org/who.knows",
                "spec.volumeClaimTemplates[metadata.name=data].spec"
            })
    void saysNothingOfWhatABuiltInKindHas(String field) {
        assertThat(objections("apps/v1", "StatefulSet", field)).isEmpty();
    }

    @Test
    void knowsTheFieldsOfKindsThatADefinitionMade() {
        CustomResourceDefinition definition =
                lab.host().getKubernetesSerialization().unmarshal(ANCHOR, CustomResourceDefinition.class);
        lab.host().resource(definition).serverSideApply();
        Await.value(
                "the definition is told",
                Duration.ofSeconds(60),
                () -> objections("harbour.example.org/v1", "Anchor", "spec.wait")
                                .isEmpty()
                        ? null
                        : Boolean.TRUE);

        assertThat(objections("harbour.example.org/v1", "Anchor", "spec.wait"))
                .containsExactly("Anchor has no field spec.wait");
        assertThat(objections("harbour.example.org/v1", "Anchor", "spec.weigth"))
                .containsExactly("Anchor has no field spec.weigth; did you mean spec.weight?");
        assertThat(objections(
                        "harbour.example.org/v1",
                        "Anchor",
                        "spec.chain.links",
                        "spec.anything.at.all",
                        "spec.byName.a.b",
                        "metadata.labels.colour"))
                .isEmpty();
    }

    @Test
    void saysNothingOfWhatItCantAskAbout() {
        assertThat(objections("no.such.group/v1", "Anchor", "spec.wait")).isEmpty();
        assertThat(lab.bean(KnownFields.class)
                        .objections(
                                "nowhere", new ObjectRef("apps/v1", "Deployment", "a", "b"), List.of("spec.replica")))
                .isEmpty();
    }

    private List<String> objections(String apiVersion, String kind, String... fields) {
        return lab.bean(KnownFields.class)
                .objections("host", new ObjectRef(apiVersion, kind, "harbour", "web"), List.of(fields));
    }
}
