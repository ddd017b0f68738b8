import ClusterAPI
import Kinds
import Model

/// The admission plugins that look at other objects: LimitRanger and Priority.
extension ClusterState {
    private static let limitRanges = GroupKind(group: "", kind: "LimitRange")

    private func limitRanges(for object: Value, _ type: ResourceType) -> LimitRanges? {
        guard type.group.isEmpty, type.kind == "Pod" || type.kind == "PersistentVolumeClaim",
            store.count(of: ClusterState.limitRanges) > 0
        else { return nil }
        return LimitRanges(ranges: store.objects(of: ClusterState.limitRanges, in: object.namespace))
    }

    /// What plugins fill in before a new object is validated.
    func mutateByPlugins(_ object: Value, _ type: ResourceType) throws(ClusterError) -> Value {
        guard type.kind == "Pod", type.group.isEmpty else { return object }
        var pod = object
        limitRanges(for: pod, type)?.fillIn(&pod)
        try resolvePriority(&pod, type)
        takePullSecrets(&pod)
        return pod
    }

    /// A pod that waits for its gates does so from now on.
    func dated(_ admitted: Admitted, _ type: ResourceType) -> Admitted {
        guard type.kind == "Pod", type.group.isEmpty, !(admitted.object.at("spec", "schedulingGates")?.isEmpty ?? true)
        else { return admitted }
        var dated = admitted
        let conditions = (dated.object.at("status", "conditions")?.elements ?? []).map { condition in
            var condition = condition
            if condition["lastTransitionTime"]?.isNull ?? true {
                condition["lastTransitionTime"] = Value(now.description)
            }
            return condition
        }
        dated.object.set(Value(conditions), at: "status", "conditions")
        return dated
    }

    /// Refuses what the LimitRanges of its namespace do not allow.
    func requireLimits(for object: Value, _ type: ResourceType) throws(ClusterError) {
        guard let problem = limitRanges(for: object, type)?.problem(of: object) else { return }
        throw .forbidden(type, name: object.name, problem)
    }

    /// Turns the name of a PriorityClass into a number; pods that name none get the default class where there is one.
    private func resolvePriority(_ pod: inout Value, _ type: ResourceType) throws(ClusterError) {
        let classes = GroupKind(group: "scheduling.k8s.io", kind: "PriorityClass")
        let named = pod.at("spec", "priorityClassName")?.string ?? ""
        let found: Value?
        if named.isEmpty {
            found = store.objects(of: classes).filter { $0["globalDefault"]?.bool ?? false }
                .min { ($0["value"]?.int ?? 0) < ($1["value"]?.int ?? 0) }
            guard let found else { return }
            pod.set(Value(found.name), at: "spec", "priorityClassName")
        } else {
            found = store.object(
                ObjectKey(group: classes.group, kind: classes.kind, namespace: "", name: named))
            if found == nil {
                throw .forbidden(
                    type, name: pod.named, "no PriorityClass with name \(named) was found")
            }
        }
        let value = found?["value"]?.int ?? 0
        if let own = pod.at("spec", "priority")?.int, own != value {
            throw .forbidden(
                type, name: pod.named,
                "the integer value of priority (\(own)) must not be provided in pod spec; priority admission controller "
                    + "computed \(value) from the given PriorityClass name")
        }
        pod.set(Value(value), at: "spec", "priority")
        if pod.at("spec", "preemptionPolicy") == nil, let policy = found?["preemptionPolicy"] {
            pod.set(policy, at: "spec", "preemptionPolicy")
        }
    }
}

extension Value {
    /// As plugins know an object that look before a name is generated.
    var named: String { metadata["generateName"]?.string ?? name }
}
