package dev.slipway.gitops.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.Health;
import dev.slipway.gitops.Yaml;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What kstatus says of objects, case by case. */
class ReadinessTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            any kind of which nothing is known      | CURRENT     | {kind: ConfigMap}
            deleted                                 | TERMINATING | {kind: ConfigMap, metadata: {deletionTimestamp: now}}
            generation not observed                 | IN_PROGRESS | {kind: Widget, metadata: {generation: 2}, status: {observedGeneration: 1}}
            reconciling                             | IN_PROGRESS | {kind: Widget, status: {conditions: [{type: Reconciling, status: 'True'}]}}
            stalled                                 | FAILED      | {kind: Widget, status: {conditions: [{type: Stalled, status: 'True'}]}}
            says that it isn't ready                | IN_PROGRESS | {kind: Widget, status: {conditions: [{type: Ready, status: 'False'}]}}
            StatefulSet as declared                 | CURRENT     | {kind: StatefulSet, spec: {replicas: 3}, status: {observedGeneration: 1, readyReplicas: 3, updatedReplicas: 3, currentRevision: a, updateRevision: a}}
            StatefulSet not all ready               | IN_PROGRESS | {kind: StatefulSet, spec: {replicas: 3}, status: {observedGeneration: 1, readyReplicas: 2, updatedReplicas: 3, currentRevision: a, updateRevision: a}}
            StatefulSet not all updated             | IN_PROGRESS | {kind: StatefulSet, spec: {replicas: 3}, status: {observedGeneration: 1, readyReplicas: 3, updatedReplicas: 1, currentRevision: a, updateRevision: b}}
            StatefulSet updated but for a partition | CURRENT     | {kind: StatefulSet, spec: {replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}}}, status: {observedGeneration: 1, readyReplicas: 3, updatedReplicas: 1, currentRevision: a, updateRevision: b}}
            StatefulSet before its partition        | IN_PROGRESS | {kind: StatefulSet, spec: {replicas: 3, updateStrategy: {rollingUpdate: {partition: 1}}}, status: {observedGeneration: 1, readyReplicas: 3, updatedReplicas: 1, currentRevision: a, updateRevision: b}}
            StatefulSet that people update          | CURRENT     | {kind: StatefulSet, spec: {replicas: 3, updateStrategy: {type: OnDelete}}, status: {observedGeneration: 1, readyReplicas: 3, updatedReplicas: 0, currentRevision: a, updateRevision: b}}
            Pod that is ready                       | CURRENT     | {kind: Pod, status: {phase: Running, conditions: [{type: Ready, status: 'True'}]}}
            Pod that runs                           | IN_PROGRESS | {kind: Pod, status: {phase: Running, conditions: [{type: Ready, status: 'False'}]}}
            Pod that is done                        | CURRENT     | {kind: Pod, status: {phase: Succeeded, conditions: [{type: Ready, status: 'False', reason: PodCompleted}]}}
            Pod that failed                         | FAILED      | {kind: Pod, status: {phase: Failed, message: Evicted}}
            Job that runs                           | IN_PROGRESS | {kind: Job, status: {active: 1, startTime: now}}
            Job that is done                        | CURRENT     | {kind: Job, status: {conditions: [{type: Complete, status: 'True'}]}}
            Job that failed                         | FAILED      | {kind: Job, status: {conditions: [{type: Failed, status: 'True'}]}}
            Job that is suspended                   | CURRENT     | {kind: Job, spec: {suspend: true}, status: {conditions: [{type: Suspended, status: 'True'}]}}
            Service inside of the cluster           | CURRENT     | {kind: Service, spec: {type: ClusterIP, clusterIP: None}, status: {loadBalancer: {}}}
            Service of a load balancer              | CURRENT     | {kind: Service, spec: {type: LoadBalancer, clusterIP: 10.0.0.1}}
            Service of a load balancer, fresh       | IN_PROGRESS | {kind: Service, spec: {type: LoadBalancer}}
            claim that is bound                     | CURRENT     | {kind: PersistentVolumeClaim, status: {phase: Bound}}
            claim that waits                        | IN_PROGRESS | {kind: PersistentVolumeClaim, status: {phase: Pending}}
            definition that is established          | CURRENT     | {kind: CustomResourceDefinition, status: {conditions: [{type: Established, status: 'True'}]}}
            definition that is installed            | IN_PROGRESS | {kind: CustomResourceDefinition, status: {conditions: [{type: Established, status: 'False'}]}}
            Deployment as declared                  | CURRENT     | {kind: Deployment, spec: {replicas: 2}, status: {observedGeneration: 1, updatedReplicas: 2, availableReplicas: 2}}
            Deployment past its deadline            | FAILED      | {kind: Deployment, status: {observedGeneration: 1, conditions: [{type: Progressing, status: 'False', reason: ProgressDeadlineExceeded}]}}
            """)
    void tellsHowAnObjectIsDoing(String what, Health.State state, String object) {
        assertThat(Readiness.of(new LiveObject(Yaml.read(object))).state())
                .as(what)
                .isEqualTo(state);
    }
}
