internal import Diff
internal import Kinds
internal import Model

extension PlanGraph {
    /// Ties that no object states: policies before pods, rights before pods, workloads before the traffic to them.
    mutating func tieByRules() {
        let workloads = steps.indices.filter { index in
            steps[index].action != .delete
                && PodTemplate.path(group: steps[index].key.group, kind: steps[index].key.kind) != nil
        }
        if workloads.isEmpty { return }
        for index in steps.indices where steps[index].action != .delete {
            let key = steps[index].key
            switch (key.group, key.kind) {
            case ("", "LimitRange"), ("", "ResourceQuota"), ("networking.k8s.io", "NetworkPolicy"):
                for workload in workloads where steps[workload].key.namespace == key.namespace {
                    wait(workload, on: index, until: .exists, because: "its pods are made under it")
                }
            case ("rbac.authorization.k8s.io", "RoleBinding"), ("rbac.authorization.k8s.io", "ClusterRoleBinding"):
                tieRights(of: index, workloads)
            case ("networking.k8s.io", "Ingress"), ("apiregistration.k8s.io", "APIService"),
                ("admissionregistration.k8s.io", _):
                tieTraffic(of: index, workloads.filter { steps[$0].hook == nil })
            default: break
            }
        }
    }

    private mutating func tieRights(of binding: Int, _ workloads: [Int]) {
        let accounts = Set(
            (steps[binding].body.map { references(of: $0) } ?? []).filter { $0.relation == .subject }.map(\.target))
        if accounts.isEmpty { return }
        for workload in workloads {
            guard let body = steps[workload].body else { continue }
            for reference in references(of: body)
            where reference.relation == .serviceAccount && accounts.contains(reference.target) {
                wait(
                    workload, on: binding, until: .exists,
                    because: "it runs as \(reference.target.spoken), to which it gives rights")
            }
        }
    }

    private mutating func tieTraffic(of caller: Int, _ workloads: [Int]) {
        guard let body = steps[caller].body else { return }
        let services = Set(
            references(of: body).filter { $0.relation == .backend || $0.relation == .calls }.map(\.target))
        for service in services.sorted() {
            guard let selector = object(service)?.spec["selector"]?.object, !selector.isEmpty else { continue }
            for workload in workloads where steps[workload].key.namespace == service.namespace {
                guard let labels = steps[workload].body.flatMap({ PodTemplate.labels(of: $0) }),
                    selector.allSatisfy({ labels[$0.key] == $0.value })
                else { continue }
                wait(
                    caller, on: workload, until: .healthy,
                    because: "requests go to it through \(service.spoken)")
            }
        }
    }

    /// `plumb.dev/after`.
    mutating func tieMarks() {
        for index in steps.indices where steps[index].action != .delete {
            let step = steps[index]
            guard let text = (step.change.desired ?? step.body)?.annotation(Marks.after) else { continue }
            let path = FieldPath(fields: "metadata", "annotations", Marks.after)
            guard let targets = Marks.targets(text, namespace: step.key.namespace) else {
                problems.append(
                    problem(
                        "\(step.key.spoken) has \(Marks.after): \(Value(text).json), which names no object. "
                            + "Write Kind/name, or Kind/namespace/name.", of: step.change, at: path))
                continue
            }
            for target in targets {
                let others = steps.indices.filter { steps[$0].action != .delete && target.matches(steps[$0].key) }
                for other in others where other != index {
                    wait(index, on: other, until: .healthy, because: "\(Marks.after) says so")
                }
                if others.isEmpty, !manifests.keys.contains(where: { target.matches($0) }) {
                    problems.append(
                        problem(
                            "\(step.key.spoken) is to come after \(target.kind) \"\(target.name)\" (\(Marks.after)), "
                                + "which no file defines. Add it, or remove the mark.", of: step.change, at: path))
                }
            }
        }
    }

    /// Deletes go in reverse: what refers to something goes before it, and what is in a namespace before the namespace.
    mutating func tieDeletes() {
        for (key, index) in deletes {
            guard let object = steps[index].change.live else { continue }
            for reference in references(of: object) {
                if let other = deletes[reference.target] {
                    wait(other, on: index, until: .gone, because: "it \(reference.verb) it")
                }
            }
            let namespace = ObjectKey(group: "", kind: "Namespace", namespace: "", name: key.namespace)
            if !key.namespace.isEmpty, let other = deletes[namespace] {
                wait(other, on: index, until: .gone, because: "it lives in it")
            }
            if key.kind == "CustomResourceDefinition" {
                let kind = object.at("spec", "names", "kind")?.string
                let group = object.at("spec", "group")?.string
                for (other, instance) in deletes where other.kind == kind && other.group == group {
                    wait(index, on: instance, until: .gone, because: "it is of the kind that it defines")
                }
            }
        }
    }
}
