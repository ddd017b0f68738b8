internal import ClusterAPI
internal import Diff
internal import Model

extension PlanGraph {
    /// What would go with an object that is pruned: everything in a namespace, everything of a custom kind.
    mutating func surveyDeletes() {
        for (key, index) in deletes.sorted(by: { $0.key < $1.key }) {
            if key.kind == "Namespace", key.group.isEmpty {
                surveys += types.deletable.map { Plan.Survey(step: index, type: $0, namespace: key.name) }
            } else if key.isDefinition, let spec = steps[index].change.live?.spec {
                let custom = ObjectKey(
                    group: spec["group"]?.string ?? "", kind: spec.at("names", "kind")?.string ?? "", namespace: "",
                    name: "")
                if let type = types.type(of: custom) {
                    surveys.append(Plan.Survey(step: index, type: type, namespace: ""))
                }
            }
        }
    }
}
