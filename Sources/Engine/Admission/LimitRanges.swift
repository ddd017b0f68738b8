import Model

/// What the LimitRanges of a namespace give to pods and claims, and refuse, as the LimitRanger admission plugin does.
/// https://kubernetes.io/docs/concepts/policy/limit-range/
struct LimitRanges {
    /// In the order of their names.
    let ranges: [Value]

    private func limits(_ range: Value, _ type: String) -> [Value] {
        (range.at("spec", "limits")?.elements ?? []).filter { $0.text("type") == type }
    }

    /// Fills in the requests and limits that a pod's containers leave open, and notes in an annotation which.
    func fillIn(_ pod: inout Value) {
        for range in ranges {
            var notes: [String] = []
            for (list, word) in [("containers", "container"), ("initContainers", "init container")] {
                guard var containers = pod.at("spec", list)?.elements, !containers.isEmpty else { continue }
                for place in containers.indices {
                    for limit in limits(range, "Container") {
                        notes += fillIn(&containers[place], from: limit, called: word)
                    }
                }
                pod.set(Value(containers), at: "spec", list)
            }
            if !notes.isEmpty {
                pod.setAnnotation(
                    "kubernetes.io/limit-ranger", "LimitRanger plugin set: \(notes.joined(separator: "; "))")
            }
        }
    }

    private func fillIn(_ container: inout Value, from limit: Value, called word: String) -> [String] {
        // A limit without a request is the request too, by the defaults of every cluster.
        let given = container.at("resources", "limits")?.members ?? Members()
        var notes: [String] = []
        for (field, part, name) in [("defaultRequest", "requests", "request"), ("default", "limits", "limit")] {
            var set: [String] = []
            for (resource, amount) in limit[field]?.members ?? Members() {
                if container.at("resources", part, resource) != nil { continue }
                if part == "requests", given[resource] != nil { continue }
                container.set(amount, at: "resources", part, resource)
                set.append(resource)
            }
            if !set.isEmpty {
                notes.append("\(set.sorted().joined(separator: ", ")) \(name) for \(word) \(container.text("name"))")
            }
        }
        return notes
    }

    /// Why a pod or a claim is not allowed; nil where it is. The first LimitRange that objects is heard.
    func problem(of object: Value) -> String? {
        for range in ranges {
            let problems =
                object.objectKind == "PersistentVolumeClaim" ? claimProblems(object, range) : podProblems(object, range)
            if problems.count == 1 { return problems[0] }
            if !problems.isEmpty { return "[\(problems.joined(separator: ", "))]" }
        }
        return nil
    }

    private func podProblems(_ pod: Value, _ range: Value) -> [String] {
        var problems: [String] = []
        let containers = ["containers", "initContainers"].flatMap { pod.at("spec", $0)?.elements ?? [] }
        for limit in limits(range, "Container") {
            for container in containers {
                problems +=
                    LimitCheck(
                        limit, requests: container.quantities("resources", "requests"),
                        limits: container.quantities("resources", "limits")
                    ).problems
            }
        }
        for limit in limits(range, "Pod") {
            problems +=
                LimitCheck(
                    limit, requests: ResourceDemand(of: pod).amounts,
                    limits: ResourceDemand(of: pod, part: "limits").amounts
                ).problems
        }
        return problems
    }

    private func claimProblems(_ claim: Value, _ range: Value) -> [String] {
        limits(range, "PersistentVolumeClaim").flatMap {
            LimitCheck($0, requests: claim.quantities("spec", "resources", "requests"), limits: nil).problems
        }
    }
}
