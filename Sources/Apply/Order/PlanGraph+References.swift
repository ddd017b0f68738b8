internal import Diff
internal import Kinds
internal import Model

extension PlanGraph {
    /// Ties the writes by what their objects say of each other, and says what is named and nowhere to be found.
    mutating func tieReferences() {
        var askedNamespaces: Set<String> = []
        for index in steps.indices where steps[index].action != .delete {
            guard let object = steps[index].change.desired ?? steps[index].body else { continue }
            tieNamespace(of: index, &askedNamespaces)
            if let definition = types.definition(of: steps[index].key), let other = writes[definition] {
                wait(index, on: other, until: .healthy, because: "it is of the kind that \(definition.spoken) defines")
            }
            var seen: Set<String> = []
            for reference in references(of: object)
            where seen.insert("\(reference.target)#\(reference.entry ?? "")#\(reference.port?.json ?? "")").inserted {
                tie(index, reference)
            }
        }
    }

    private mutating func tieNamespace(of index: Int, _ asked: inout Set<String>) {
        let step = steps[index]
        guard !step.key.namespace.isEmpty else { return }
        let namespace = ObjectKey(group: "", kind: "Namespace", namespace: "", name: step.key.namespace)
        if let other = writes[namespace] {
            wait(index, on: other, until: .exists, because: "it lives in it")
            return
        }
        if step.change.live != nil || manifests.contains(namespace) || live(namespace) != nil { return }
        guard step.key.namespace != "default", let type = types.type(of: namespace) else { return }
        guard asked.insert(step.key.namespace).inserted else { return }
        needs.append(
            Plan.Need(
                step: index, target: namespace, type: type,
                problem: problem(
                    "\(step.key.spoken) lives in \(namespace.spoken), which no file defines and the cluster does not "
                        + "have. Add it.", of: step.change, at: FieldPath(fields: "metadata", "namespace"))))
    }

    private mutating func tie(_ index: Int, _ reference: Reference) {
        let step = steps[index]
        let target = reference.target
        let rule = orderRule(for: .reference(reference.relation))
        if let other = writes[target] {
            wait(index, on: other, until: rule?.until ?? .exists, because: "it \(reference.verb) it")
        }
        if let gap = gap(in: reference) {
            problems.append(problem("\(step.key.spoken) \(reference.verb) \(gap)", of: step.change, at: reference.path))
            return
        }
        if writes[target] != nil || manifests.contains(target) || reference.isOptional { return }
        if deletes[target] != nil {
            problems.append(
                problem(
                    "\(step.key.spoken) \(reference.verb) \(target.spoken), which this revision no longer defines. "
                        + "Keep it, or remove the reference.", of: step.change, at: reference.path))
            return
        }
        if live(target) != nil { return }
        if isMade(target) { return }
        let missing = problem(
            "\(step.key.spoken) \(reference.verb) \(target.spoken), which no file defines and the cluster does not "
                + "have. Add it, or remove the reference.", of: step.change, at: reference.path)
        guard let type = types.type(of: target) else {
            // A kind that the cluster does not serve has no objects; of classes it may still know the name.
            if !reference.isOptional { problems.append(missing) }
            return
        }
        needs.append(Plan.Need(step: index, target: target, type: type, entry: reference.entry, problem: missing))
    }

    /// A claim that a StatefulSet of the revision makes from its templates.
    private func isMade(_ target: ObjectKey) -> Bool {
        target.kind == "PersistentVolumeClaim"
            && manifests.keys.contains { key in
                key.kind == "StatefulSet" && key.namespace == target.namespace
                    && manifests.object(key).map { makes($0, target) } ?? false
            }
    }

    /// What the target lacks: the entry or the port that the reference names. Nil where nothing is known to be missing.
    private func gap(in reference: Reference) -> String? {
        guard reference.entry != nil || reference.port != nil, !reference.isOptional,
            let object = object(reference.target)
        else { return nil }
        if let entry = reference.entry {
            return Apply.has(entry, object) ? nil : missingEntry(entry, of: reference.target)
        }
        guard let port = reference.port, object.spec["type"]?.string != "ExternalName" else { return nil }
        let ports = object.spec["ports"]?.elements ?? []
        if ports.contains(where: { $0["port"] == port || $0["name"] == port }) { return nil }
        let known = ports.compactMap { $0["name"]?.string ?? $0["port"]?.json }.joined(separator: ", ")
        return "port \(port.string ?? port.json) of \(reference.target.spoken), which has no such port"
            + (known.isEmpty ? "." : ", only \(known).")
    }
}

/// The end of the sentence about an entry that a ConfigMap or Secret lacks.
func missingEntry(_ entry: String, of target: ObjectKey) -> String {
    "the entry \(Value(entry).json) of \(target.spoken), which has no such entry. Add it, or name another."
}

/// Whether a ConfigMap or Secret has an entry.
func has(_ entry: String, _ object: Value) -> Bool {
    ["data", "stringData", "binaryData"].contains { object[$0]?[entry] != nil }
}
