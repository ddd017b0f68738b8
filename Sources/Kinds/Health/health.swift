public import Model

/// The health of an object, by its kind's own rule, else by the conventions that most kinds follow.
///
/// - Parameters:
///   - dependents: The objects that it owns, directly or through others: ReplicaSets and pods. They say why a workload
///     does not come up; without them the verdict is the same, only later and less telling.
///   - now: Some verdicts wait a few seconds for trouble to prove lasting; `reviewAt` says when to ask again.
public func health(of object: Value, among dependents: [Value] = [], at now: Instant) -> Health {
    guard object.isObject else { return Health(.missing, "does not exist") }
    if object.isBeingDeleted {
        let finalizers = object.finalizers
        return .progressing(
            "is being deleted" + (finalizers.isEmpty ? "" : ", held by finalizer \(finalizers.joined(separator: ", "))")
        )
    }
    let rule = healthRules["\(object.group)/\(object.objectKind)"] ?? genericHealth
    return rule(HealthQuestion(object: object, dependents: dependents, now: now))
}

private let healthRules: [String: @Sendable (HealthQuestion) -> Health] = [
    "apps/Deployment": deploymentHealth,
    "apps/ReplicaSet": replicaSetHealth,
    "/ReplicationController": replicaSetHealth,
    "apps/StatefulSet": statefulSetHealth,
    "apps/DaemonSet": daemonSetHealth,
    "/Pod": podHealth,
    "batch/Job": jobHealth,
    "/PersistentVolumeClaim": volumeClaimHealth,
    "/PersistentVolume": volumeHealth,
    "/Service": serviceHealth,
    "autoscaling/HorizontalPodAutoscaler": autoscalerHealth,
    "apiextensions.k8s.io/CustomResourceDefinition": definitionHealth,
    "apiregistration.k8s.io/APIService": apiServiceHealth,
    "/Namespace": namespaceHealth,
    // There from the first moment; their controllers may never write a status, and that means nothing.
    "networking.k8s.io/Ingress": { _ in .healthy },
    "batch/CronJob": { _ in .healthy },
    "policy/PodDisruptionBudget": { _ in .healthy },
]
