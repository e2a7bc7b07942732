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
            any kind of which nothing is known        | CURRENT     | {kind: ConfigMap}
            deleted                                   | TERMINATING | {kind: ConfigMap, metadata: {deletionTimestamp: now}}
            generation not observed                   | IN_PROGRESS | {apiVersion: x.io/v1, kind: Widget, metadata: {generation: 2}, status: {observedGeneration: 1}}
            reconciling                               | IN_PROGRESS | {apiVersion: x.io/v1, kind: Widget, status: {conditions: [{type: Reconciling, status: 'True'}]}}
            stalled                                   | FAILED      | {apiVersion: x.io/v1, kind: Widget, status: {conditions: [{type: Stalled, status: 'True'}]}}
            says that it isn't ready                  | IN_PROGRESS | {apiVersion: x.io/v1, kind: Widget, status: {conditions: [{type: Ready, status: 'False'}]}}
            doesn't know whether it is ready          | IN_PROGRESS | {apiVersion: x.io/v1, kind: Widget, status: {conditions: [{type: Ready, status: Unknown}]}}
            says that it is ready                     | CURRENT     | {apiVersion: x.io/v1, kind: Widget, status: {conditions: [{type: Ready, status: 'True'}]}}
            Service of another group that isn't ready | IN_PROGRESS | {apiVersion: serving.knative.dev/v1, kind: Service, status: {conditions: [{type: Ready, status: 'False'}]}}
            Job of another group                      | CURRENT     | {apiVersion: batch.volcano.sh/v1alpha1, kind: Job, status: {state: {phase: Running}}}
            Deployment as declared                    | CURRENT     | {apiVersion: apps/v1, kind: Deployment, spec: {replicas: 2, progressDeadlineSeconds: 600}, status: {observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 2, readyReplicas: 2, conditions: [{type: Available, status: 'True'}, {type: Progressing, status: 'True', reason: NewReplicaSetAvailable}]}}
            Deployment not seen yet                   | IN_PROGRESS | {apiVersion: apps/v1, kind: Deployment, spec: {replicas: 0}}
            Deployment not all updated                | IN_PROGRESS | {apiVersion: apps/v1, kind: Deployment, spec: {replicas: 2}, status: {observedGeneration: 1, replicas: 2, updatedReplicas: 1, availableReplicas: 2, readyReplicas: 2, conditions: [{type: Available, status: 'True'}]}}
            Deployment with pods of old still there   | IN_PROGRESS | {apiVersion: apps/v1, kind: Deployment, spec: {replicas: 2}, status: {observedGeneration: 1, replicas: 3, updatedReplicas: 2, availableReplicas: 3, readyReplicas: 3, conditions: [{type: Available, status: 'True'}]}}
            Deployment not rolled out                 | IN_PROGRESS | {apiVersion: apps/v1, kind: Deployment, spec: {replicas: 1, progressDeadlineSeconds: 45}, status: {observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: 1, readyReplicas: 1, conditions: [{type: Available, status: 'True'}, {type: Progressing, status: 'True', reason: ReplicaSetUpdated}]}}
            Deployment without a deadline             | CURRENT     | {apiVersion: apps/v1, kind: Deployment, spec: {replicas: 1, progressDeadlineSeconds: 2147483647}, status: {observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: 1, readyReplicas: 1, conditions: [{type: Available, status: 'True'}]}}
            Deployment not available                  | IN_PROGRESS | {apiVersion: apps/v1, kind: Deployment, spec: {replicas: 1}, status: {observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: 1, readyReplicas: 1, conditions: [{type: Available, status: 'False'}]}}
            Deployment that is paused                 | CURRENT     | {apiVersion: apps/v1, kind: Deployment, spec: {replicas: 2, paused: true, progressDeadlineSeconds: 600}, status: {observedGeneration: 1, replicas: 2, updatedReplicas: 0, conditions: [{type: Progressing, status: Unknown, reason: DeploymentPaused}]}}
            Deployment past its deadline              | FAILED      | {apiVersion: apps/v1, kind: Deployment, status: {observedGeneration: 1, conditions: [{type: Progressing, status: 'False', reason: ProgressDeadlineExceeded}]}}
            Deployment whose pods are refused         | FAILED      | {apiVersion: apps/v1, kind: Deployment, status: {observedGeneration: 1, conditions: [{type: ReplicaFailure, status: 'True', message: exceeded quota}]}}
            StatefulSet as declared                   | CURRENT     | {apiVersion: apps/v1, kind: StatefulSet, spec: {replicas: 3}, status: {observedGeneration: 1, replicas: 3, readyReplicas: 3, updatedReplicas: 3, currentReplicas: 3}}
            StatefulSet not seen yet                  | IN_PROGRESS | {apiVersion: apps/v1, kind: StatefulSet, spec: {replicas: 0}}
            StatefulSet not all ready                 | IN_PROGRESS | {apiVersion: apps/v1, kind: StatefulSet, spec: {replicas: 3}, status: {observedGeneration: 1, replicas: 3, readyReplicas: 2, updatedReplicas: 3, currentReplicas: 3}}
            StatefulSet not all updated               | IN_PROGRESS | {apiVersion: apps/v1, kind: StatefulSet, spec: {replicas: 3}, status: {observedGeneration: 1, replicas: 3, readyReplicas: 3, updatedReplicas: 1, currentReplicas: 2}}
            StatefulSet with a pod too many           | IN_PROGRESS | {apiVersion: apps/v1, kind: StatefulSet, spec: {replicas: 3}, status: {observedGeneration: 1, replicas: 4, readyReplicas: 4, updatedReplicas: 4, currentReplicas: 4}}
            StatefulSet updated but for a partition   | CURRENT     | {apiVersion: apps/v1, kind: StatefulSet, spec: {replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}}}, status: {observedGeneration: 1, replicas: 3, readyReplicas: 3, updatedReplicas: 1, currentReplicas: 2}}
            StatefulSet before its partition          | IN_PROGRESS | {apiVersion: apps/v1, kind: StatefulSet, spec: {replicas: 3, updateStrategy: {rollingUpdate: {partition: 1}}}, status: {observedGeneration: 1, replicas: 3, readyReplicas: 3, updatedReplicas: 1, currentReplicas: 2}}
            StatefulSet that people update            | CURRENT     | {apiVersion: apps/v1, kind: StatefulSet, spec: {replicas: 3, updateStrategy: {type: OnDelete}}, status: {observedGeneration: 1, replicas: 3, readyReplicas: 3, updatedReplicas: 0, currentReplicas: 3}}
            DaemonSet as declared                     | CURRENT     | {apiVersion: apps/v1, kind: DaemonSet, status: {observedGeneration: 1, desiredNumberScheduled: 2, currentNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2, numberReady: 2}}
            DaemonSet not seen yet                    | IN_PROGRESS | {apiVersion: apps/v1, kind: DaemonSet, status: {desiredNumberScheduled: 0, currentNumberScheduled: 0}}
            DaemonSet of which nothing is counted yet | IN_PROGRESS | {apiVersion: apps/v1, kind: DaemonSet, status: {observedGeneration: 1}}
            DaemonSet not all updated                 | IN_PROGRESS | {apiVersion: apps/v1, kind: DaemonSet, status: {observedGeneration: 1, desiredNumberScheduled: 2, currentNumberScheduled: 2, updatedNumberScheduled: 1, numberAvailable: 2, numberReady: 2}}
            DaemonSet that people update              | CURRENT     | {apiVersion: apps/v1, kind: DaemonSet, spec: {updateStrategy: {type: OnDelete}}, status: {observedGeneration: 1, desiredNumberScheduled: 2, currentNumberScheduled: 2, numberAvailable: 2, numberReady: 2}}
            DaemonSet not all available               | IN_PROGRESS | {apiVersion: apps/v1, kind: DaemonSet, status: {observedGeneration: 1, desiredNumberScheduled: 2, currentNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1, numberReady: 2}}
            ReplicaSet as declared                    | CURRENT     | {apiVersion: apps/v1, kind: ReplicaSet, spec: {replicas: 2}, status: {replicas: 2, fullyLabeledReplicas: 2, availableReplicas: 2, readyReplicas: 2}}
            ReplicaSet whose pods are refused         | IN_PROGRESS | {apiVersion: apps/v1, kind: ReplicaSet, spec: {replicas: 0}, status: {conditions: [{type: ReplicaFailure, status: 'True', message: exceeded quota}]}}
            Pod that is ready                         | CURRENT     | {apiVersion: v1, kind: Pod, status: {phase: Running, conditions: [{type: Ready, status: 'True'}]}}
            Pod that runs                             | IN_PROGRESS | {apiVersion: v1, kind: Pod, status: {phase: Running, conditions: [{type: Ready, status: 'False'}]}}
            Pod that crashes                          | FAILED      | {apiVersion: v1, kind: Pod, status: {phase: Running, containerStatuses: [{name: a, state: {waiting: {reason: CrashLoopBackOff}}}], conditions: [{type: Ready, status: 'False'}]}}
            Pod that is done                          | CURRENT     | {apiVersion: v1, kind: Pod, status: {phase: Succeeded, conditions: [{type: Ready, status: 'False', reason: PodCompleted}]}}
            Pod that failed                           | FAILED      | {apiVersion: v1, kind: Pod, status: {phase: Failed, message: Evicted}}
            Pod without a node for a moment           | IN_PROGRESS | {apiVersion: v1, kind: Pod, status: {phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable}]}}
            Pod without a node for long               | FAILED      | {apiVersion: v1, kind: Pod, metadata: {creationTimestamp: '2026-01-01T00:00:00Z'}, status: {phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable}]}}
            Job that runs                             | IN_PROGRESS | {apiVersion: batch/v1, kind: Job, status: {active: 1, startTime: now}}
            Job that is done                          | CURRENT     | {apiVersion: batch/v1, kind: Job, status: {conditions: [{type: Complete, status: 'True'}]}}
            Job that failed                           | FAILED      | {apiVersion: batch/v1, kind: Job, status: {conditions: [{type: Failed, status: 'True'}]}}
            Job that is suspended                     | CURRENT     | {apiVersion: batch/v1, kind: Job, spec: {suspend: true}, status: {conditions: [{type: Suspended, status: 'True'}]}}
            Service inside of the cluster             | CURRENT     | {apiVersion: v1, kind: Service, spec: {type: ClusterIP, clusterIP: None}, status: {loadBalancer: {}}}
            Service of a load balancer                | CURRENT     | {apiVersion: v1, kind: Service, spec: {type: LoadBalancer, clusterIP: 10.0.0.1}}
            Service of a load balancer, fresh         | IN_PROGRESS | {apiVersion: v1, kind: Service, spec: {type: LoadBalancer}}
            claim that is bound                       | CURRENT     | {apiVersion: v1, kind: PersistentVolumeClaim, status: {phase: Bound}}
            claim that waits                          | IN_PROGRESS | {apiVersion: v1, kind: PersistentVolumeClaim, status: {phase: Pending}}
            budget not observed                       | IN_PROGRESS | {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {generation: 2}, status: {observedGeneration: 1}}
            definition that is established            | CURRENT     | {apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, status: {conditions: [{type: Established, status: 'True'}]}}
            definition that is installed              | IN_PROGRESS | {apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, status: {conditions: [{type: Established, status: 'False', reason: Installing}]}}
            definition whose names are taken          | FAILED      | {apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, status: {conditions: [{type: NamesAccepted, status: 'False'}, {type: Established, status: 'False', reason: NotAccepted}]}}
            """)
    void tellsHowAnObjectIsDoing(String what, Health.State state, String object) {
        assertThat(Readiness.of(new LiveObject(Yaml.read(object))).state())
                .as(what)
                .isEqualTo(state);
    }
}
